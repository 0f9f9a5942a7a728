package dev.longshore.producer.view;

import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job as far as heard. Within a run the bytes never fall; a new run begins anew. */
final class JobProgress {
    private final String jobId;
    private JobState state = JobState.QUEUED;
    private int run;
    private int attempt;
    private long done;
    private long total;
    private @Nullable String errorCode;
    private Meter meter = new Meter();

    JobProgress(String jobId) {
        this.jobId = jobId;
    }

    /** Takes a status in; one of an older run is ignored. */
    void hear(JobStatus status, Instant now) {
        if (status.run() < run) {
            return;
        }
        if (status.run() > run) {
            run = status.run();
            done = 0;
            total = 0;
            meter = new Meter();
        }
        state = status.state();
        attempt = status.attempt();
        errorCode = status.errorCode();
        total = Math.max(total, status.bytesTotal());
        done = Math.max(done, status.bytesDone());
        if (total > 0) {
            done = Math.min(done, total);
            meter.note(now, done);
        }
    }

    String jobId() {
        return jobId;
    }

    JobState state() {
        return state;
    }

    int run() {
        return run;
    }

    int attempt() {
        return attempt;
    }

    long done() {
        return done;
    }

    /** 0 until a worker has looked. */
    long total() {
        return total;
    }

    @Nullable String errorCode() {
        return errorCode;
    }

    double fraction() {
        return total == 0 ? 0 : (double) done / total;
    }

    double bytesPerSecond(Instant now) {
        return meter.bytesPerSecond(now);
    }

    Optional<Duration> left(Instant now) {
        double rate = bytesPerSecond(now);
        return state != JobState.UPLOADING || rate < 1
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((total - done) / rate * 1000)));
    }
}
