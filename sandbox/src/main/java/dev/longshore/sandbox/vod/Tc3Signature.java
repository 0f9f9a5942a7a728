package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The TC3-HMAC-SHA256 signature of a request, as its Authorization header states it. */
record Tc3Signature(String secretId, String date, String service, List<String> signedHeaders, String signature) {

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

    /** The SecretId that the request names, right or wrong; null if it names none. */
    static @Nullable String claimedId(Exchange exchange) {
        Matcher matcher = AUTHORIZATION.matcher(Objects.requireNonNullElse(exchange.header("Authorization"), ""));
        return matcher.matches() ? matcher.group(1) : null;
    }

    void verify(Exchange exchange, byte[] payload, String secretKey, Instant now) throws VodException {
        Instant timestamp = Signing.timestamp("X-TC-Timestamp", exchange.header("X-TC-Timestamp"), now);
        if (!date.equals(LocalDate.ofInstant(timestamp, ZoneOffset.UTC).toString())) {
            throw Signing.mismatch("the date of the credential scope is not the one of X-TC-Timestamp");
        }
        String firstLabel = exchange.host().replaceFirst("[.:].*", "");
        if (!service.equals("vod") && !service.equals(firstLabel)) {
            throw Signing.mismatch("the service of the credential scope is neither vod nor the first label of the host");
        }
        byte[] sent = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        String payloadHash = Signing.sha256(isPayloadUnsigned(exchange) ? Signing.utf8(UNSIGNED_PAYLOAD) : payload);
        for (String host : Signing.hosts(exchange)) {
            String canonical = canonicalRequest(exchange, host, payloadHash);
            if (MessageDigest.isEqual(Signing.utf8(sign(canonical, timestamp, secretKey)), sent)) {
                return;
            }
        }
        throw Signing.mismatch("check the secret key, the signed headers and the payload");
    }

    private static boolean isPayloadUnsigned(Exchange exchange) {
        return UNSIGNED_PAYLOAD.equals(exchange.header("X-TC-Content-SHA256"));
    }

    private String canonicalRequest(Exchange exchange, String host, String payloadHash) throws VodException {
        var headers = new StringBuilder();
        for (String name : signedHeaders) {
            String value = name.equals("host") ? host : exchange.header(name);
            if (value == null) {
                throw Signing.mismatch("the signed header " + name + " was not sent");
            }
            headers.append(name).append(':').append(value.strip().toLowerCase(Locale.ROOT)).append('\n');
        }
        return exchange.method() + "\n/\n" + Objects.requireNonNullElse(exchange.rawQuery(), "") + '\n' + headers + '\n'
                + String.join(";", signedHeaders) + '\n' + payloadHash;
    }

    private String sign(String canonicalRequest, Instant timestamp, String secretKey) {
        String scope = date + '/' + service + "/tc3_request";
        String text = ALGORITHM + '\n' + timestamp.getEpochSecond() + '\n' + scope + '\n' + Signing.sha256(Signing.utf8(canonicalRequest));
        byte[] key = hmac(Signing.utf8("TC3" + secretKey), date);
        return HexFormat.of().formatHex(hmac(hmac(hmac(key, service), "tc3_request"), text));
    }

    private static byte[] hmac(byte[] key, String text) {
        return Signing.hmac(Signing.HMAC_SHA256, key, text);
    }
}
