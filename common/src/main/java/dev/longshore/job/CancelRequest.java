package dev.longshore.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The wish to cancel a job, published on the same topic as jobs: a publisher that keys both by jobId has them read in order.
 *
 * @param cancel the jobId of the job to cancel
 * @param reason why, in the publisher's words, at most 250 characters; part of the outcome's message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"cancel", "reason"})
public record CancelRequest(String cancel, @Nullable String reason) implements JobRequest {}
