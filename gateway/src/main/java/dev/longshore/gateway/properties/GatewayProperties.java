package dev.longshore.gateway.properties;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway's properties.
 *
 * @param tokens who may call: a name, which is logged, and its bearer token, at least 20 characters
 * @param tokenFile more of them, a line each: name, space, token; read again when it changes
 * @param maxBody the most bytes that a request's body may have; more is refused with 413
 * @param maxBatch the most jobs in one request; more is refused with 413
 * @param maxPublishing the most jobs that Kafka has yet to acknowledge; beyond that requests are refused with 429
 * @param publishTimeout how long a request waits for Kafka's acknowledgement before it is answered with 503
 * @param maxStreams the most streams of events at a time; beyond that they are refused with 429
 * @param maxUploads the most uploads that are held in memory, some 2 KiB each
 * @param lookupWait how long a look-up waits for an upload of which nothing is known yet before it is answered with 404
 */
@ConfigurationProperties("longshore.gateway")
@Validated
public record GatewayProperties(
        @DefaultValue Map<String, String> tokens,
        @Nullable Path tokenFile,
        @DefaultValue("4MB") DataSize maxBody,
        @DefaultValue("500") @Min(1) @Max(10_000) int maxBatch,
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxPublishing,
        @DefaultValue("30s") Duration publishTimeout,
        @DefaultValue("1000") @Min(1) @Max(100_000) int maxStreams,
        @DefaultValue("200000") @Min(1) @Max(10_000_000) int maxUploads,
        @DefaultValue("1s") Duration lookupWait) {

    /** A batch is published as a whole or refused as a whole. */
    @AssertTrue(message = "max-publishing must be at least max-batch: a whole batch is published at a time") public boolean isBatchPublishable() {
        return maxPublishing >= maxBatch;
    }

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return "GatewayProperties[" + tokens.size() + " tokens, max-body " + maxBody + ", max-batch " + maxBatch + ", max-publishing "
                + maxPublishing + "]";
    }
}
