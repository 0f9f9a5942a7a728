package dev.longshore.gateway.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of jobs that came without one. With an {@code Idempotency-Key} they follow from it and the caller's name, so that a request that is repeated, with any gateway, names the
 * same jobs; without one they are random.
 */
final class JobIds {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");
    private static final int DIGEST_BYTES = 16;

    private final String prefix;

    private JobIds(String prefix) {
        this.prefix = prefix;
    }

    static JobIds of(String caller, @Nullable String key) {
        if (key == null) {
            return new JobIds("u-" + UUID.randomUUID());
        }
        if (!KEY.matcher(key).matches()) {
            throw RefusedException.parameter("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((caller + "\0" + key).getBytes(StandardCharsets.UTF_8));
            return new JobIds("k-" + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the job at this place of the request. */
    String next(int place) {
        return place == 0 ? prefix : prefix + "-" + place;
    }
}
