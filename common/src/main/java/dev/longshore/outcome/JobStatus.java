package dev.longshore.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of a job, for followers; the topic is compacted, so the last record of a key holds.
 *
 * @param jobId the job's id
 * @param state where it stands
 * @param run 1, and one more each time the job was published again after a failure
 * @param attempt the current try of this run
 * @param bytesTotal bytes to upload, 0 until a worker has looked
 * @param bytesDone bytes that COS has confirmed; never falls within a run unless a new upload session was needed
 * @param unitsTotal parts and files to upload, 0 until a worker has looked
 * @param unitsDone those that COS has confirmed
 * @param worker the worker heard last
 * @param errorCode the failure being waited out, or the final one
 * @param fileId VOD's id, once succeeded
 * @param updatedAt when the ledger recorded it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobStatus(
        String jobId,
        JobState state,
        int run,
        int attempt,
        long bytesTotal,
        long bytesDone,
        int unitsTotal,
        int unitsDone,
        @Nullable String worker,
        @Nullable String errorCode,
        @Nullable String fileId,
        Instant updatedAt) {}
