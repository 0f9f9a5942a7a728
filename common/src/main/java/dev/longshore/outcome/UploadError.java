package dev.longshore.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The job ended without a media, or was refused.
 *
 * @param jobId the job's id; absent if the record was too malformed to hold one
 * @param code a stable string, see {@link ErrorCode}
 * @param category whose matter it is
 * @param retryable whether the same job may succeed later without a change to it
 * @param message what happened, with the values concerned
 * @param hint what to do about it
 * @param field the job's field that is at fault, if one is
 * @param serviceCode the code that VOD or COS gave
 * @param serviceMessage the message that VOD or COS gave
 * @param requestId the id of the VOD or COS request that failed
 * @param run 1, and one more each time the job was published again after a failure; 0 for a job refused at the door
 * @param attempts tries that this run took
 * @param failedAt when the outcome was recorded
 * @param record the published record, where the job was refused at the door
 * @param sourceContext the job's own, unchanged
 * @param sessionContext the job's own, unchanged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadError(
        @Nullable String jobId,
        String code,
        ErrorCategory category,
        boolean retryable,
        String message,
        String hint,
        @Nullable String field,
        @Nullable String serviceCode,
        @Nullable String serviceMessage,
        @Nullable String requestId,
        int run,
        int attempts,
        Instant failedAt,
        @Nullable RejectedRecord record,
        @Nullable String sourceContext,
        @Nullable String sessionContext) {}
