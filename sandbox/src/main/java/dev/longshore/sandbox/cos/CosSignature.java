package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.UriText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The signature of a COS request (q-sign-algorithm=sha1), from its Authorization header or its address. */
record CosSignature(
        String secretId, String signTime, String keyTime, List<String> headers, List<String> parameters,
        String signature) {

    private static final String ALGORITHM = "HmacSHA1";
    private static final Set<String> REQUIRED = Set.of(
            "q-sign-algorithm", "q-ak", "q-sign-time", "q-key-time", "q-header-list", "q-url-param-list", "q-signature");

    static CosSignature of(Exchange exchange) throws CosException {
        Map<String, String> fields = fields(exchange);
        if (!fields.keySet().containsAll(REQUIRED)) {
            throw new CosException(CosError.ACCESS_DENIED, "The request is not signed, or its signature lacks a field.");
        }
        if (!"sha1".equals(fields.get("q-sign-algorithm"))) {
            throw new CosException(CosError.INVALID_ARGUMENT, "q-sign-algorithm must be sha1.");
        }
        return new CosSignature(
                field(fields, "q-ak"),
                field(fields, "q-sign-time"),
                field(fields, "q-key-time"),
                list(field(fields, "q-header-list")),
                list(field(fields, "q-url-param-list")),
                field(fields, "q-signature"));
    }

    /** The SecretId that the request names, right or wrong; null if it names none. */
    static @Nullable String claimedId(Exchange exchange) {
        try {
            return fields(exchange).get("q-ak");
        } catch (CosException e) {
            return null;
        }
    }

    /** Checks the time window, then the signature against each way the host may have been written. */
    void verify(Exchange exchange, String secretKey, Instant now) throws CosException {
        requireWithin(signTime, now);
        requireWithin(keyTime, now);
        String signKey = hmac(secretKey, keyTime);
        String stringToSign = "";
        for (String host : hosts(exchange)) {
            String httpString = exchange.method().toLowerCase(Locale.ROOT) + '\n' + exchange.path() + '\n'
                    + signedParameters(exchange) + '\n' + signedHeaders(exchange, host) + '\n';
            stringToSign = "sha1\n" + signTime + '\n' + sha1(httpString) + '\n';
            byte[] expected = hmac(signKey, stringToSign).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII))) {
                return;
            }
        }
        throw new CosException(CosError.SIGNATURE_DOES_NOT_MATCH,
                "The signature we calculated does not match the one you provided. String to sign: " + stringToSign.strip());
    }

    private static Map<String, String> fields(Exchange exchange) throws CosException {
        var fields = new LinkedHashMap<String, String>();
        String authorization = exchange.header("Authorization");
        if (authorization == null) {
            exchange.parameters().forEach(p -> fields.putIfAbsent(p.name(), p.value()));
        } else {
            try {
                UriText.parameters(authorization.strip()).forEach(p -> fields.putIfAbsent(p.name(), p.value()));
            } catch (IllegalArgumentException e) {
                throw new CosException(CosError.ACCESS_DENIED, "The Authorization header can't be read.");
            }
        }
        return fields;
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.toLowerCase(Locale.ROOT).split(";"));
    }

    private static void requireWithin(String window, Instant now) throws CosException {
        long start;
        long end;
        try {
            int separator = window.indexOf(';');
            start = Long.parseLong(window.substring(0, separator));
            end = Long.parseLong(window.substring(separator + 1));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new CosException(CosError.INVALID_ARGUMENT, "A signing time must be two Unix times with a semicolon between.");
        }
        if (now.getEpochSecond() > end) {
            throw new CosException(CosError.ACCESS_DENIED, "Request has expired");
        }
        if (start - now.getEpochSecond() > 300) {
            throw new CosException(CosError.REQUEST_TIME_TOO_SKEWED, "The signing time begins in the future.");
        }
    }

    /** Clients sign the host with or without its port, and a proxy or an endpoint override may change what is sent. */
    private static Set<String> hosts(Exchange exchange) {
        String sent = exchange.host();
        String bare = sent.replaceFirst(":\\d+$", "");
        var hosts = new LinkedHashSet<String>();
        hosts.add(sent);
        hosts.add(bare);
        hosts.add(bare + ':' + exchange.port());
        return hosts;
    }

    private String signedHeaders(Exchange exchange, String host) {
        var values = new TreeMap<String, String>();
        for (String name : headers) {
            values.put(name, name.equals("host") ? host : orAbsent(exchange.header(UriText.decode(name))));
        }
        return joined(values);
    }

    private String signedParameters(Exchange exchange) {
        var sent = new TreeMap<String, String>();
        exchange.parameters().forEach(p -> sent.putIfAbsent(p.name().toLowerCase(Locale.ROOT), p.value()));
        var values = new TreeMap<String, String>();
        for (String name : parameters) {
            values.put(name, orAbsent(sent.get(UriText.decode(name))));
        }
        return joined(values);
    }

    /** A signed field that was not sent makes a text that no client can have signed. */
    private static String orAbsent(@Nullable String value) {
        return value == null ? "\0absent" : value;
    }

    private static String joined(Map<String, String> values) {
        return values.entrySet()
                .stream()
                .map(e -> e.getKey() + '=' + UriText.encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String sha1(String text) {
        try {
            return hex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA1", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
