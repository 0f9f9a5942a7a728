package dev.longshore.sandbox.emulator;

import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.auth.COSSigner;
import com.qcloud.cos.http.HttpMethodName;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.http.UriText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A COS request written to the socket by hand and signed with the client library's signer. */
final class CosRequest {

    private int port;
    private final String method;
    private String host;
    private String path;
    private @Nullable String signedPath;
    private String secretId;
    private String secretKey;
    private @Nullable String token;
    private Instant from = Instant.now();
    private Instant until = Instant.now().plusSeconds(600);
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> signedHeaders = new HashMap<>();
    private byte[] body = new byte[0];

    private CosRequest(Emulator emulator, String method, ApplyUploadResponse session) {
        this.port = emulator.cosPort();
        this.method = method;
        this.host = session.getStorageBucket() + ".cos." + session.getStorageRegion() + ".myqcloud.com";
        this.path = session.getMediaStoragePath();
        this.secretId = session.getTempCertificate().getSecretId();
        this.secretKey = session.getTempCertificate().getSecretKey();
        this.token = session.getTempCertificate().getToken();
        signedHeaders.put("host", host);
    }

    /** A request for the session's media file, right in every respect. */
    static CosRequest of(Emulator emulator, String method, ApplyUploadResponse session) {
        return new CosRequest(emulator, method, session);
    }

    CosRequest port(int changed) {
        port = changed;
        return this;
    }

    CosRequest path(String changed) {
        path = changed;
        return this;
    }

    /** Signs another path than the one sent. */
    CosRequest signedPath(String changed) {
        signedPath = changed;
        return this;
    }

    CosRequest hostSent(String changed) {
        host = changed;
        return this;
    }

    CosRequest hostSentAndSigned(String changed) {
        host = changed;
        signedHeaders.put("host", changed);
        return this;
    }

    CosRequest key(String id, String key, @Nullable String securityToken) {
        secretId = id;
        secretKey = key;
        token = securityToken;
        return this;
    }

    CosRequest signedFor(Instant start, Instant end) {
        from = start;
        until = end;
        return this;
    }

    CosRequest parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    CosRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    CosRequest signing(String name, String value) {
        signedHeaders.put(name, value);
        return this;
    }

    CosRequest body(byte[] changed) {
        body = changed;
        return this;
    }

    RawHttp.Answer send() throws IOException {
        return sendWith(authorization());
    }

    RawHttp.Answer sendUnsigned() throws IOException {
        return sendWith(null);
    }

    /** Lets the signature travel in the address, as a shared link does. */
    RawHttp.Answer sendSignedAddress() throws IOException {
        String signature = authorization();
        return RawHttp.send(port, line() + (parameters.isEmpty() ? '?' : '&') + signature, allHeaders(null), body);
    }

    void sendTruncated() throws IOException {
        RawHttp.sendTruncated(port, line(), allHeaders(authorization()), body);
    }

    /** The error code of the answer, empty when granted. */
    String code() throws IOException {
        RawHttp.Answer answer = send();
        if (answer.header("x-cos-request-id").isEmpty()) {
            throw new AssertionError("no request id in " + answer);
        }
        return answer.field("Code");
    }

    private RawHttp.Answer sendWith(@Nullable String authorization) throws IOException {
        return RawHttp.send(port, line(), allHeaders(authorization), body);
    }

    private String line() {
        String query = parameters.entrySet()
                .stream()
                .map(e -> UriText.encode(e.getKey()) + (e.getValue().isEmpty() ? "" : "=" + UriText.encode(e.getValue())))
                .collect(Collectors.joining("&"));
        return method + ' ' + UriText.encode(path).replace("%2F", "/") + (query.isEmpty() ? "" : "?" + query);
    }

    private Map<String, String> allHeaders(@Nullable String authorization) {
        var all = new LinkedHashMap<String, String>();
        all.put("Host", host);
        if (authorization != null) {
            all.put("Authorization", authorization);
        }
        if (token != null) {
            all.put("x-cos-security-token", token);
        }
        all.putAll(headers);
        return all;
    }

    private String authorization() {
        String toSign = signedPath == null ? path : signedPath;
        return new COSSigner().buildAuthorizationStr(HttpMethodName.valueOf(method), toSign, new HashMap<>(signedHeaders),
                new HashMap<>(parameters), new BasicCOSCredentials(secretId, secretKey), Date.from(from), Date.from(until), true);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
