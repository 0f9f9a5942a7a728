package dev.longshore.worker.vod;

import org.jspecify.annotations.Nullable;

/**
 * A key pair of the account, or a temporary one with its token.
 *
 * @param token absent for a permanent key
 */
public record Credential(String secretId, String secretKey, @Nullable String token) {
    @Override
    public String toString() {
        return "Credential[***]";
    }
}
