package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The TC3-HMAC-SHA256 signature of a request, as its Authorization header states it. */
record Tc3Signature(String secretId, String date, String service, List<String> signedHeaders, String signature) {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final Pattern AUTHORIZATION = Pattern.compile(ALGORITHM
            + "\\s+Credential=([^/,\\s]+)/([^/,\\s]+)/([^/,\\s]+)/tc3_request\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,"
            + "\\s*Signature=([0-9a-fA-F]+)\\s*");

    static Tc3Signature of(Exchange exchange) throws VodException {
        String authorization = exchange.header("Authorization");
        if (authorization == null) {
            throw new VodException("MissingParameter", "The request lacks the Authorization header.");
        }
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        if (!matcher.matches()) {
            throw new VodException("AuthFailure.InvalidAuthorization", "The Authorization header is not " + ALGORITHM + '.');
        }
        List<String> headers = List.of(matcher.group(4).toLowerCase(Locale.ROOT).split(";"));
        if (!headers.containsAll(List.of("content-type", "host"))) {
            throw new VodException("AuthFailure.InvalidAuthorization", "SignedHeaders must hold content-type and host.");
        }
        return new Tc3Signature(matcher.group(1), matcher.group(2), matcher.group(3), headers, matcher.group(5));
    }

    void verify(Exchange exchange, byte[] payload, String secretKey, Instant now) throws VodException {
        Instant timestamp = timestamp(exchange);
        if (Duration.between(timestamp, now).abs().compareTo(TOLERANCE) > 0) {
            throw new VodException("AuthFailure.SignatureExpire", "The X-TC-Timestamp is more than 5 minutes from the time.");
        }
        if (!date.equals(LocalDate.ofInstant(timestamp, ZoneOffset.UTC).toString())) {
            throw mismatch("the date of the credential scope is not the one of X-TC-Timestamp");
        }
        String firstLabel = exchange.host().replaceFirst("[.:].*", "");
        if (!service.equals("vod") && !service.equals(firstLabel)) {
            throw mismatch("the service of the credential scope is neither vod nor the first label of the host");
        }
        byte[] sent = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        String payloadHash = sha256(isPayloadUnsigned(exchange) ? utf8(UNSIGNED_PAYLOAD) : payload);
        for (String host : hosts(exchange)) {
            String canonical = canonicalRequest(exchange, host, payloadHash);
            if (MessageDigest.isEqual(utf8(sign(canonical, timestamp, secretKey)), sent)) {
                return;
            }
        }
        throw mismatch("check the secret key, the signed headers and the payload");
    }

    private static Instant timestamp(Exchange exchange) throws VodException {
        try {
            return Instant.ofEpochSecond(Long.parseLong(Objects.requireNonNullElse(exchange.header("X-TC-Timestamp"), "")));
        } catch (NumberFormatException e) {
            throw new VodException("InvalidParameter", "X-TC-Timestamp must be a Unix time in seconds.");
        }
    }

    private static boolean isPayloadUnsigned(Exchange exchange) {
        return UNSIGNED_PAYLOAD.equals(exchange.header("X-TC-Content-SHA256"));
    }

    private String canonicalRequest(Exchange exchange, String host, String payloadHash) throws VodException {
        var headers = new StringBuilder();
        for (String name : signedHeaders) {
            String value = name.equals("host") ? host : exchange.header(name);
            if (value == null) {
                throw mismatch("the signed header " + name + " was not sent");
            }
            headers.append(name).append(':').append(value.strip().toLowerCase(Locale.ROOT)).append('\n');
        }
        return exchange.method() + "\n/\n" + Objects.requireNonNullElse(exchange.rawQuery(), "") + '\n' + headers + '\n'
                + String.join(";", signedHeaders) + '\n' + payloadHash;
    }

    private String sign(String canonicalRequest, Instant timestamp, String secretKey) {
        String scope = date + '/' + service + "/tc3_request";
        String text = ALGORITHM + '\n' + timestamp.getEpochSecond() + '\n' + scope + '\n' + sha256(utf8(canonicalRequest));
        byte[] key = hmac(utf8("TC3" + secretKey), date);
        return HexFormat.of().formatHex(hmac(hmac(hmac(key, service), "tc3_request"), text));
    }

    /** Clients sign the host with or without its port, and an endpoint override may change what is sent. */
    private static Set<String> hosts(Exchange exchange) {
        String bare = exchange.host().replaceFirst(":\\d+$", "");
        return new LinkedHashSet<>(List.of(exchange.host(), bare, bare + ":" + exchange.port()));
    }

    private static VodException mismatch(String why) {
        return new VodException("AuthFailure.SignatureFailure", "The signature does not match: " + why + '.');
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
