package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.http.Exchange;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call, in either form that the API documents: headers and JSON, or everything in an HTML form. */
sealed interface SignedCall permits Tc3Call, FormCall {

    /** A form without X-TC-Action carries its action itself; a TC3 call always has that header. */
    static SignedCall of(Exchange exchange, byte[] body, JsonMapper json) throws VodException {
        String type = Objects.requireNonNullElse(exchange.header("Content-Type"), "").toLowerCase(Locale.ROOT);
        return exchange.header("X-TC-Action") == null && type.startsWith(FormCall.CONTENT_TYPE)
                ? FormCall.of(exchange, body)
                : new Tc3Call(exchange, body, json);
    }

    /** Empty when none is named. */
    String action();

    String secretId() throws VodException;

    void verify(String secretKey, Instant now) throws VodException;

    @Nullable String token();

    @Nullable String version();

    @Nullable String region();

    /** The action's own parameters. */
    JsonNode parameters() throws VodException;

    /** Whether every value is text, numbers included. */
    boolean isTextual();
}
