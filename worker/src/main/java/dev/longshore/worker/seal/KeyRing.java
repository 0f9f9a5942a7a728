package dev.longshore.worker.seal;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal session secrets: the first seals, all open.
 *
 * <p>To rotate, give every worker the new key as the second, then move it to the first place, then drop the old one when no session is older.
 */
public final class KeyRing {
    public static final int KEY_BYTES = 32;
    private static final String HOW_TO_MAKE_ONE = "Make one with: openssl rand -base64 32";

    private final Map<String, SecretKey> keys;
    private final String sealingId;

    private KeyRing(Map<String, SecretKey> keys) {
        this.keys = keys;
        this.sealingId = keys.keySet().iterator().next();
    }

    /**
     * A key as the configuration names it.
     *
     * @param id travels with what the key sealed; not secret
     * @param base64 32 bytes in base64
     */
    public record NamedKey(String id, String base64) {
        @Override
        public String toString() {
            return "NamedKey[" + id + ", ***]";
        }
    }

    /** @throws NoKeyException if there is no key, or one is not 32 bytes in base64, or two have the same id */
    public static KeyRing of(List<NamedKey> named) {
        if (named.isEmpty()) {
            throw new NoKeyException(
                    "longshore.seal.keys is empty: no key, no start. The worker seals session secrets before they leave it."
                            + " Give all workers the same 32-byte key in base64. " + HOW_TO_MAKE_ONE);
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (NamedKey key : named) {
            if (key.id().isBlank()) {
                throw new NoKeyException("A key in longshore.seal.keys has no id.");
            }
            if (keys.put(key.id(), decode(key)) != null) {
                throw new NoKeyException("Two keys in longshore.seal.keys have the id '" + key.id() + "'.");
            }
        }
        return new KeyRing(keys);
    }

    private static SecretKey decode(NamedKey key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.base64().strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: its message would quote the key.
            throw new NoKeyException("Key '" + key.id() + "' in longshore.seal.keys is not base64. " + HOW_TO_MAKE_ONE);
        }
        if (bytes.length != KEY_BYTES) {
            throw new NoKeyException(
                    "Key '" + key.id() + "' in longshore.seal.keys has " + bytes.length + " bytes instead of " + KEY_BYTES + ". "
                            + HOW_TO_MAKE_ONE);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    String sealingId() {
        return sealingId;
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
