package dev.longshore.sandbox.vod;

import org.jspecify.annotations.Nullable;

/**
 * A key pair that the emulated account accepts.
 *
 * @param token what a temporary key sends as X-TC-Token or Token; null for a permanent key
 */
public record VodKey(String secretId, String secretKey, @Nullable String token) {

    public VodKey(String secretId, String secretKey) {
        this(secretId, secretKey, null);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "VodKey[" + secretId + "]";
    }
}
