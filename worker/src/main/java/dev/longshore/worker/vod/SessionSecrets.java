package dev.longshore.worker.vod;

/** What opens a session: never logged, never sent unsealed. */
public record SessionSecrets(String sessionKey, String secretId, String secretKey, String token) {
    @Override
    public String toString() {
        return "SessionSecrets[***]";
    }
}
