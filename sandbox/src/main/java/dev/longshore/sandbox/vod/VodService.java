package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.cos.ObjectStore;
import dev.longshore.sandbox.http.Answers;
import dev.longshore.sandbox.http.BodyTooLargeException;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.Exchange;
import dev.longshore.sandbox.http.ExchangeHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers VOD API calls: common parameters, signature, caps, then the action. */
public final class VodService implements ExchangeHandler {

    private static final String VERSION = "2018-07-17";
    private static final int MAX_BODY_BYTES = 10 << 20;
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final VodSettings settings;
    private final InstantSource clock;
    private final InstantSource signatureClock;
    private final CallLog calls;
    private final CallCaps caps;
    private final Map<String, VodAction> actions;
    private final JsonMapper json = JsonMapper.builder().build();

    /** The sessions and media that the actions work on. */
    public record State(UploadSessions sessions, MediaLibrary library, ObjectStore objects) {}

    /**
     * @param clock what sessions and media go by
     * @param signatureClock what the times in signatures are compared with
     */
    public VodService(
            VodSettings settings, State state, InstantSource clock, InstantSource signatureClock, CallLog calls) {
        this.settings = settings;
        this.clock = clock;
        this.signatureClock = signatureClock;
        this.calls = calls;
        this.caps = new CallCaps(settings.callsPerSecond(), clock);
        this.actions = Map.of(
                "ApplyUpload", new ApplyUpload(settings, state.sessions(), clock),
                "CommitUpload", new CommitUpload(settings, state.sessions(), state.library(), state.objects(), clock),
                "DescribeMediaInfos", new DescribeMediaInfos(settings.account(), state.library()),
                "SearchMedia", new SearchMedia(settings, state.library(), clock),
                "ParseStreamingManifest", new ParseStreamingManifest());
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        String requestId = UUID.randomUUID().toString();
        String action = "";
        var received = new LinkedHashMap<String, Object>();
        String code = "Broken";
        try {
            byte[] body = body(exchange);
            var response = new LinkedHashMap<String, @Nullable Object>();
            try {
                SignedCall call = SignedCall.of(exchange, body, json);
                action = call.action();
                response.putAll(answer(exchange, call, received));
                code = CallLog.OK;
            } catch (VodException e) {
                code = e.code();
                response.put("Error", Map.of("Code", e.code(), "Message", Objects.requireNonNull(e.getMessage())));
            }
            response.put("RequestId", requestId);
            exchange.answer(200, Answers.json(), json.writeValueAsBytes(Map.of("Response", response)));
        } finally {
            calls.add(new CallLog.Call(
                    clock.instant(), "vod", action, code, received, exchange.body().received(), requestId, caller(exchange),
                    exchange.span()));
        }
    }

    private static CallLog.Caller caller(Exchange exchange) {
        return new CallLog.Caller(
                exchange.host(), exchange.header("X-TC-Region"), Tc3Signature.claimedId(exchange), exchange.header("X-TC-Token") != null);
    }

    private static byte[] body(Exchange exchange) throws IOException {
        try {
            return exchange.body().bytes(MAX_BODY_BYTES);
        } catch (BodyTooLargeException e) {
            exchange.answer(413, Answers.json(), new byte[0]);
            throw e;
        }
    }

    private Map<String, @Nullable Object> answer(Exchange exchange, SignedCall call, Map<String, Object> received)
            throws VodException {
        if (!exchange.method().equals("POST") || !exchange.path().equals("/")) {
            throw new VodException("UnsupportedProtocol", "The sandbox takes POST / only.");
        }
        if (call.action().isEmpty()) {
            throw new VodException("MissingParameter", "The request names no action.");
        }
        authenticate(call);
        VodAction handler = actions.get(call.action());
        if (handler == null) {
            throw new VodException("InvalidAction", "The action " + call.action() + " does not exist or is not emulated.");
        }
        checkCommon(call);
        JsonNode fields = call.parameters();
        if (fields.isObject()) {
            received.putAll(json.convertValue(fields, FIELDS));
        }
        return handler.answer(RequestFields.of(fields, call.isTextual(), handler.fields()));
    }

    private void authenticate(SignedCall call) throws VodException {
        String secretId = call.secretId();
        for (VodKey key : settings.account().keys()) {
            if (key.secretId().equals(secretId)) {
                call.verify(key.secretKey(), signatureClock.instant());
                if (!Objects.equals(key.token(), call.token())) {
                    throw new VodException("AuthFailure.TokenFailure", "The token is missing or is not that of the key.");
                }
                return;
            }
        }
        throw new VodException("AuthFailure.SecretIdNotFound", "The SecretId is not found.");
    }

    private void checkCommon(SignedCall call) throws VodException {
        if (!VERSION.equals(call.version())) {
            throw new VodException("NoSuchVersion", "The version must be " + VERSION + '.');
        }
        String region = call.region();
        if (region != null && !region.isEmpty() && !settings.account().accessRegions().contains(region)) {
            throw new VodException("UnsupportedRegion", "The region " + region + " is not supported.");
        }
        if (settings.deniedActions().contains(call.action())) {
            throw new VodException("UnauthorizedOperation", "The key may not " + call.action() + '.');
        }
        caps.count(call.action());
    }
}
