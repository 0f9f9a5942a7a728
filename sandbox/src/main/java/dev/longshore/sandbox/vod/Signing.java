package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What both versions of the signature have in common. */
final class Signing {

    static final String HMAC_SHA1 = "HmacSHA1";
    static final String HMAC_SHA256 = "HmacSHA256";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Signing() {}

    /** Reads Unix seconds and compares them with the clock. */
    static Instant timestamp(String name, @Nullable String seconds, Instant now) throws VodException {
        try {
            long sent = Long.parseLong(seconds == null ? "" : seconds);
            if (sent < now.getEpochSecond() - TOLERANCE.toSeconds() || sent > now.getEpochSecond() + TOLERANCE.toSeconds()) {
                throw new VodException("AuthFailure.SignatureExpire", "The " + name + " is more than 5 minutes from the time.");
            }
            return Instant.ofEpochSecond(sent);
        } catch (NumberFormatException e) {
            throw new VodException("InvalidParameter", name + " must be a Unix time in seconds.");
        }
    }

    /** Clients sign the host with or without its port, and an endpoint override may change what is sent. */
    static Set<String> hosts(Exchange exchange) {
        String bare = exchange.host().replaceFirst(":\\d+$", "");
        return new LinkedHashSet<>(List.of(exchange.host(), bare, bare + ":" + exchange.port()));
    }

    static VodException mismatch(String why) {
        return new VodException("AuthFailure.SignatureFailure", "The signature does not match: " + why + '.');
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
