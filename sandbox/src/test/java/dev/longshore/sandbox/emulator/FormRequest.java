package dev.longshore.sandbox.emulator;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A VOD call as a form, signed by hand with the first version of the signature. */
final class FormRequest {

    private final int port;
    private final Map<String, String> fields = new TreeMap<>();
    private final Map<String, String> afterSigning = new TreeMap<>();
    private String algorithm = "HmacSHA1";
    private String host;

    FormRequest(int port, String action) {
        this.port = port;
        this.host = "127.0.0.1:" + port;
        fields.put("Action", action);
        fields.put("Version", "2018-07-17");
        fields.put("Nonce", "11886");
        fields.put("Timestamp", Long.toString(Instant.now().getEpochSecond()));
        fields.put("SecretId", EmulatorSettings.SECRET_ID);
    }

    FormRequest with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    FormRequest without(String field) {
        fields.remove(field);
        return this;
    }

    FormRequest sending(String field, String value) {
        afterSigning.put(field, value);
        return this;
    }

    FormRequest signedWith(String method) {
        algorithm = method;
        return with("SignatureMethod", method);
    }

    FormRequest signingHost(String changed) {
        host = changed;
        return this;
    }

    RawHttp.Answer send() throws IOException {
        var sent = new TreeMap<>(fields);
        sent.put("Signature", signature());
        sent.putAll(afterSigning);
        String form = sent.entrySet()
                .stream()
                .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return RawHttp.send(port, "POST /", Map.of("Host", "127.0.0.1:" + port, "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8"), form.getBytes(StandardCharsets.UTF_8));
    }

    /** The error code of the answer, empty when granted. */
    String code() throws IOException {
        RawHttp.Answer answer = send();
        if (answer.status() != 200 || answer.field("RequestId").isEmpty()) {
            throw new AssertionError(fields.get("Action") + " answered " + answer);
        }
        return answer.field("Code");
    }

    private String signature() {
        String text = "POST" + host + "/?" + fields.entrySet()
                .stream()
                .map(field -> field.getKey() + '=' + field.getValue())
                .collect(Collectors.joining("&"));
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(EmulatorSettings.SECRET_KEY.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
