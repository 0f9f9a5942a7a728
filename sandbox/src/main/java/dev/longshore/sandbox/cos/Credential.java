package dev.longshore.sandbox.cos;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs COS requests.
 *
 * @param token what a temporary key must send along; null for a permanent one
 * @param expiry from when on the key is refused, and how; null for a permanent one
 * @param region the only region it is good for; null for any
 */
public record Credential(
        String secretKey, @Nullable String token, @Nullable Expiry expiry, @Nullable String region, Scope scope) {

    /** Where keys are looked up. */
    @FunctionalInterface
    public interface Directory {

        @Nullable Credential find(String secretId);
    }

    /** From when on a key is refused, and how. */
    public record Expiry(Instant at, ExpiredCertificate refusal) {}

    /** What a key may do. A listing of uploads is judged by its prefix as if it were a key. */
    public record Scope(Set<CosOperation> operations, Predicate<ObjectKey> keys) {

        boolean allows(CosOperation operation, ObjectKey key) {
            return operations.contains(operation) && keys.test(key);
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Credential[expiry=" + expiry + "]";
    }
}
