package dev.longshore.sandbox.cos;

import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.ExchangeHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers COS requests: finds the bucket, the operation and the key's owner, checks all three, then serves. */
public final class CosService implements ExchangeHandler {

    private static final String TOKEN = "x-cos-security-token";
    private static final int MAX_COMPLETION_BYTES = 4 << 20;

    private final ObjectStore store;
    private final Credential.Directory credentials;
    private final InstantSource clock;
    private final InstantSource signatureClock;
    private final CallLog calls;

    /**
     * @param clock what certificates go by
     * @param signatureClock what the times in signatures are compared with
     */
    public CosService(
            ObjectStore store, Credential.Directory credentials, InstantSource clock, InstantSource signatureClock, CallLog calls) {
        this.store = store;
        this.credentials = credentials;
        this.clock = clock;
        this.signatureClock = signatureClock;
        this.calls = calls;
    }

    private record Target(CosOperation operation, ObjectKey key) {}

    @Override
    public void handle(Exchange exchange) throws IOException {
        String requestId = Base64.getEncoder()
                .encodeToString(UUID.randomUUID().toString().substring(0, 23).getBytes(StandardCharsets.US_ASCII));
        var fields = new LinkedHashMap<String, Object>();
        String action = exchange.method();
        String code = "Broken";
        try {
            Target target = admit(exchange, fields);
            action = target.operation().policyName();
            new CosAnswer(store, exchange, requestId).serve(target.operation(), target.key());
            code = CallLog.OK;
        } catch (CosException e) {
            code = e.error().code();
            action = Objects.requireNonNullElse((String) fields.get("operation"), action);
            refuse(exchange, e, requestId);
        } finally {
            calls.add(new CallLog.Call(
                    clock.instant(), "cos", action, code, fields, exchange.body().received(), requestId,
                    caller(exchange, (String) fields.get("region")), exchange.span()));
        }
    }

    private static CallLog.Caller caller(Exchange exchange, @Nullable String region) {
        boolean withToken = exchange.header(TOKEN) != null || exchange.parameter(TOKEN) != null;
        return new CallLog.Caller(exchange.host(), region, CosSignature.claimedId(exchange), withToken);
    }

    private Target admit(Exchange exchange, Map<String, Object> fields) throws CosException {
        Optional<BucketAddress> address = BucketAddress.ofHost(exchange.host());
        if (address.isEmpty()) {
            throw new CosException(CosError.INVALID_URI, "The Host header does not name a bucket: " + exchange.host());
        }
        String bucket = address.get().bucket();
        fields.put("bucket", bucket);
        fields.put("region", address.get().region());
        CosOperation operation = CosOperation.of(exchange);
        fields.put("operation", operation.policyName());
        String path = operation == CosOperation.LIST_MULTIPART_UPLOADS
                ? Objects.requireNonNullElse(exchange.parameter("prefix"), "")
                : exchange.path();
        ObjectKey key = ObjectKey.of(bucket, path);
        fields.put("key", key.key());
        exchange.parameters()
                .stream()
                .filter(p -> !p.name().startsWith("q-") && !p.name().equals(TOKEN))
                .forEach(p -> fields.putIfAbsent(p.name(), p.value()));
        if (key.key().getBytes(StandardCharsets.UTF_8).length > ObjectKey.MAX_KEY_BYTES) {
            throw new CosException(CosError.KEY_TOO_LONG, "Your key is too long.");
        }
        authorize(exchange, operation, key, address.get().region());
        return new Target(operation, key);
    }

    private void authorize(Exchange exchange, CosOperation operation, ObjectKey key, String region) throws CosException {
        CosSignature signature = CosSignature.of(exchange);
        Credential credential = credentials.find(signature.secretId());
        if (credential == null) {
            throw new CosException(CosError.INVALID_ACCESS_KEY_ID, "The access key Id you provided does not exist.");
        }
        if (!isTokenRight(credential.token(), exchange)) {
            throw new CosException(CosError.ACCESS_DENIED, "The security token is missing or is not that of the access key.");
        }
        Credential.Expiry expiry = credential.expiry();
        if (expiry != null && !clock.instant().isBefore(expiry.at())) {
            throw expiry.refusal().refusal();
        }
        signature.verify(exchange, credential.secretKey(), signatureClock.instant());
        if (credential.region() != null && !credential.region().equals(region)) {
            throw new CosException(CosError.NO_SUCH_BUCKET, "The specified bucket does not exist in " + region + '.');
        }
        if (!credential.scope().allows(operation, key)) {
            throw new CosException(CosError.ACCESS_DENIED,
                    "The key may not " + operation.policyName() + " on /" + key.key() + '.');
        }
    }

    private static boolean isTokenRight(@Nullable String expected, Exchange exchange) {
        String sent = exchange.header(TOKEN);
        String token = sent == null ? exchange.parameter(TOKEN) : sent;
        if (expected == null || token == null) {
            return expected == null && token == null;
        }
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuse(Exchange exchange, CosException refusal, String requestId) throws IOException {
        byte[] body = new Xml("Error")
                .add("Code", refusal.error().code())
                .add("Message", refusal.getMessage())
                .add("Resource", exchange.host() + exchange.path())
                .add("RequestId", requestId)
                .add("TraceId", requestId)
                .bytes();
        exchange.answer(refusal.error().status(),
                Map.of("Content-Type", "application/xml", "x-cos-request-id", requestId, "Server", "tencent-cos"), body);
    }

    static byte[] completion(Exchange exchange) throws IOException {
        return exchange.body().bytes(MAX_COMPLETION_BYTES);
    }

    static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atZone(ZoneOffset.UTC));
    }
}
