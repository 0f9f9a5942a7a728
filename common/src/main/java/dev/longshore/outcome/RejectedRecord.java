package dev.longshore.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A published record that could not become a job, kept so that nothing is lost.
 *
 * @param topic the topic it was published on
 * @param partition its partition
 * @param offset its offset
 * @param value the value's bytes in base64, at most the first 64 KiB of them; absent if the record had none
 * @param truncated whether the value was longer than that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedRecord(String topic, int partition, long offset, @Nullable String value, boolean truncated) {}
