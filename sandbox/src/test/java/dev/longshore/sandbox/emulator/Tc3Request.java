package dev.longshore.sandbox.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A VOD call signed by hand after the published description, every part of which a test can get wrong. */
final class Tc3Request {

    private final int port;
    private final String action;
    private final Map<String, String> sentHeaders = new LinkedHashMap<>();
    private final Map<String, String> signedHeaders = new TreeMap<>();
    private final String signedPayload;
    private String sentPayload;
    private Instant timestamp = Instant.now();
    private String date = "";
    private String service = "vod";
    private final String secretKey = EmulatorSettings.SECRET_KEY;

    Tc3Request(int port, String action, String payload) {
        this.port = port;
        this.action = action;
        this.signedPayload = payload;
        this.sentPayload = payload;
        sentHeaders.put("Host", "127.0.0.1:" + port);
        sentHeaders.put("Content-Type", "application/json; charset=utf-8");
        sentHeaders.put("X-TC-Action", action);
        sentHeaders.put("X-TC-Version", "2018-07-17");
        signedHeaders.put("content-type", "application/json; charset=utf-8");
        signedHeaders.put("host", "127.0.0.1:" + port);
    }

    Tc3Request at(Instant time) {
        timestamp = time;
        return this;
    }

    Tc3Request scopeDate(String changed) {
        date = changed;
        return this;
    }

    Tc3Request service(String changed) {
        service = changed;
        return this;
    }

    Tc3Request sending(String payload) {
        sentPayload = payload;
        return this;
    }

    Tc3Request header(String name, String value) {
        sentHeaders.put(name, value);
        return this;
    }

    Tc3Request signing(String name, String value) {
        signedHeaders.put(name, value);
        return this;
    }

    Tc3Request notSigning(String name) {
        signedHeaders.remove(name);
        return this;
    }

    RawHttp.Answer send() throws IOException {
        return send("POST /");
    }

    RawHttp.Answer send(String requestLine) throws IOException {
        sentHeaders.put("X-TC-Timestamp", Long.toString(timestamp.getEpochSecond()));
        sentHeaders.putIfAbsent("Authorization", authorization());
        return RawHttp.send(port, requestLine, sentHeaders, sentPayload.getBytes(StandardCharsets.UTF_8));
    }

    /** The error code of the answer, empty when granted. */
    String code() throws IOException {
        RawHttp.Answer answer = send();
        if (answer.status() != 200 || answer.field("RequestId").isEmpty()) {
            throw new AssertionError(action + " answered " + answer);
        }
        return answer.field("Code");
    }

    private String authorization() {
        String day = date.isEmpty() ? LocalDate.ofInstant(timestamp, ZoneOffset.UTC).toString() : date;
        var canonicalHeaders = new StringBuilder();
        signedHeaders.forEach((name, value) -> canonicalHeaders.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", signedHeaders.keySet());
        String canonical = "POST\n/\n\n" + canonicalHeaders + '\n' + names + '\n' + sha256(signedPayload);
        String scope = day + '/' + service + "/tc3_request";
        String text = "TC3-HMAC-SHA256\n" + timestamp.getEpochSecond() + '\n' + scope + '\n' + sha256(canonical);
        byte[] dateKey = hmac(("TC3" + secretKey).getBytes(StandardCharsets.UTF_8), day);
        byte[] signature = hmac(hmac(hmac(dateKey, service), "tc3_request"), text);
        return "TC3-HMAC-SHA256 Credential=" + EmulatorSettings.SECRET_ID + '/' + scope + ", SignedHeaders=" + names
                + ", Signature=" + HexFormat.of().formatHex(signature);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
