package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.UriText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call with the first version of the signature, HmacSHA1 or HmacSHA256: a form that holds the common parameters, the
 * signature and the action's own parameters, nested ones by dotted names.
 */
final class FormCall implements SignedCall {

    static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    private static final String SIGNATURE = "Signature";
    private static final String TIMESTAMP = "Timestamp";
    private static final Set<String> COMMON = Set.of("Action", "Region", TIMESTAMP, "Nonce", "SecretId", SIGNATURE, "Version",
            "SignatureMethod", "Token", "Language", "RequestClient");

    private final Exchange exchange;
    private final Map<String, String> fields;

    private FormCall(Exchange exchange, Map<String, String> fields) {
        this.exchange = exchange;
        this.fields = fields;
    }

    static FormCall of(Exchange exchange, byte[] body) throws VodException {
        var fields = new TreeMap<String, String>();
        try {
            String form = new String(body, StandardCharsets.UTF_8).replace("+", "%20");
            for (UriText.Parameter field : UriText.parameters(form)) {
                if (fields.put(field.name(), field.value()) != null) {
                    throw new VodException("InvalidParameter", "The parameter `" + field.name() + "` was sent twice.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new VodException("InvalidParameter", "The request body is not an encoded form.");
        }
        return new FormCall(exchange, fields);
    }

    @Override
    public String action() {
        return fields.getOrDefault("Action", "");
    }

    @Override
    public String secretId() throws VodException {
        required("Nonce");
        return required("SecretId");
    }

    @Override
    public void verify(String secretKey, Instant now) throws VodException {
        Signing.timestamp(TIMESTAMP, required(TIMESTAMP), now);
        byte[] sent = required(SIGNATURE).getBytes(StandardCharsets.UTF_8);
        String algorithm = fields.getOrDefault("SignatureMethod", Signing.HMAC_SHA1);
        if (!algorithm.equals(Signing.HMAC_SHA1) && !algorithm.equals(Signing.HMAC_SHA256)) {
            throw new VodException("InvalidParameter", "SignatureMethod must be HmacSHA1 or HmacSHA256.");
        }
        // The values are signed as they are meant, not as they are encoded.
        String signed = fields.entrySet()
                .stream()
                .filter(field -> !field.getKey().equals(SIGNATURE))
                .map(field -> field.getKey() + '=' + field.getValue())
                .collect(Collectors.joining("&"));
        for (String host : Signing.hosts(exchange)) {
            String text = exchange.method() + host + exchange.path() + '?' + signed;
            byte[] expected = Signing.hmac(algorithm, Signing.utf8(secretKey), text);
            if (MessageDigest.isEqual(Base64.getEncoder().encode(expected), sent)) {
                return;
            }
        }
        throw Signing.mismatch("check the secret key, the host and the parameters");
    }

    @Override
    public @Nullable String token() {
        return fields.get("Token");
    }

    @Override
    public @Nullable String version() {
        return fields.get("Version");
    }

    @Override
    public @Nullable String region() {
        return fields.get("Region");
    }

    @Override
    public JsonNode parameters() throws VodException {
        var own = new TreeMap<String, String>(fields);
        own.keySet().removeAll(COMMON);
        return DottedNames.tree(own);
    }

    @Override
    public boolean isTextual() {
        return true;
    }

    private String required(String name) throws VodException {
        String value = Objects.requireNonNullElse(fields.get(name), "");
        if (value.isEmpty()) {
            throw new VodException("MissingParameter", "The request is missing the required parameter `" + name + "`.");
        }
        return value;
    }
}
