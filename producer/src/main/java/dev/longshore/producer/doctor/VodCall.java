package dev.longshore.producer.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One harmless call of the VOD API (2018-07-17), signed with TC3-HMAC-SHA256 as Tencent Cloud's API 3.0 documents it; the SDK stays off a publisher's class path.
 *
 * @param scheme https, or http for the sandbox
 * @param endpoint host, perhaps with a port
 * @param region the access region that the call names
 */
record VodCall(String scheme, String endpoint, String region) {
    static final String DEFAULT_ENDPOINT = "vod.tencentcloudapi.com";
    static final JsonMapper MAPPER = new JsonMapper();

    private static final String TYPE = "application/json; charset=utf-8";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    record Key(String secretId, String secretKey, @Nullable String token) {
        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "Key[" + secretId + "]";
        }
    }

    /** @param date the HTTP header, if there was one */
    record Answer(String body, Optional<String> date) {}

    Answer searchMedia(Key key, Instant now) throws IOException, InterruptedException {
        String body = "{\"Limit\":1}";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://" + endpoint + "/"))
                .timeout(PATIENCE)
                .header("Content-Type", TYPE)
                .header("X-TC-Action", "SearchMedia")
                .header("X-TC-Version", "2018-07-17")
                .header("X-TC-Timestamp", "" + now.getEpochSecond())
                .header("X-TC-Region", region)
                .header("Authorization", authorization(key, body, now))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key.token() != null) {
            request.header("X-TC-Token", key.token());
        }
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build()) {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.body(), response.headers().firstValue("Date"));
        }
    }

    private String authorization(Key key, String body, Instant now) {
        String date = now.toString().substring(0, 10);
        String service = endpoint.substring(0, endpoint.indexOf('.'));
        String scope = date + "/" + service + "/tc3_request";
        String request = "POST\n/\n\ncontent-type:" + TYPE + "\nhost:" + endpoint + "\n\ncontent-type;host\n" + sha256(body);
        String toSign = "TC3-HMAC-SHA256\n" + now.getEpochSecond() + "\n" + scope + "\n" + sha256(request);
        byte[] daily = hmac(("TC3" + key.secretKey()).getBytes(StandardCharsets.UTF_8), date);
        String signature = HexFormat.of().formatHex(hmac(hmac(hmac(daily, service), "tc3_request"), toSign));
        return "TC3-HMAC-SHA256 Credential=" + key.secretId() + "/" + scope + ", SignedHeaders=content-type;host, Signature=" + signature;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }
}
