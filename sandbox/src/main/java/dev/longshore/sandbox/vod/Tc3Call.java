package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.http.Exchange;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call signed with TC3-HMAC-SHA256: common parameters in headers, the action's own as JSON. */
final class Tc3Call implements SignedCall {

    private final Exchange exchange;
    private final byte[] body;
    private final JsonMapper json;

    Tc3Call(Exchange exchange, byte[] body, JsonMapper json) {
        this.exchange = exchange;
        this.body = body;
        this.json = json;
    }

    @Override
    public String action() {
        return Objects.requireNonNullElse(exchange.header("X-TC-Action"), "");
    }

    @Override
    public String secretId() throws VodException {
        return Tc3Signature.of(exchange).secretId();
    }

    @Override
    public void verify(String secretKey, Instant now) throws VodException {
        Tc3Signature.of(exchange).verify(exchange, body, secretKey, now);
    }

    @Override
    public @Nullable String token() {
        return exchange.header("X-TC-Token");
    }

    @Override
    public @Nullable String version() {
        return exchange.header("X-TC-Version");
    }

    @Override
    public @Nullable String region() {
        return exchange.header("X-TC-Region");
    }

    @Override
    public JsonNode parameters() throws VodException {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new VodException("InvalidParameter", "The request body is not JSON.");
        }
    }

    @Override
    public boolean isTextual() {
        return false;
    }
}
