package dev.longshore.producer.client;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Documents as a worker would publish them. */
public final class Sample {
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    private Sample() {}

    public static JobStatus status(String jobId, JobState state, int run, long done, long total) {
        return new JobStatus(jobId, state, run, 1, total, done, 0, 0, "worker-1", null, null, NOON);
    }

    public static UploadResult result(String jobId, int run) {
        return new UploadResult(
                jobId, "file-" + jobId, "https://media.example/" + jobId + ".mp4", null, "req-1", 1_048_576, null, run, 1, 1_048_576, 0,
                false,
                NOON, NOON.plusMillis(1_500), new Timings(10, 1_400, 90, 1_500), null, null);
    }

    public static UploadError error(@Nullable String jobId, ErrorCode code, int run) {
        return new UploadError(
                jobId, code.code(), code.category(), code.retryable(), "It went wrong.", code.hint(), null, null, null, null, run, run,
                NOON, null, null, null);
    }
}
