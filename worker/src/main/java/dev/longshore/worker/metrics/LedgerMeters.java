package dev.longshore.worker.metrics;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.kafka.LedgerObserver;
import dev.longshore.worker.ledger.kafka.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what the ledger decides. Its gauges are the standings' sums: see {@link StandingMeters}. */
public final class LedgerMeters implements LedgerObserver {
    private static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";
    private static final Set<String> EVENTS = Set.of(
            "lease.expired", "task.lost", "session.superseded", "abort.failed", "abort.given-up", "closed.late", "closed.stale",
            "closed.unrecorded", "cancel.late", "stop.late");

    private final Meters meters;
    private final StandingMeters standings;

    public LedgerMeters(Meters meters, StandingMeters standings) {
        this.meters = meters;
        this.standings = standings;
        outcome(SUCCEEDED, Codes.NONE, Codes.NONE, 0);
        meters.counter(Metric.JOBS_ADMITTED);
        meters.counter(Metric.JOBS_DUPLICATE);
        meters.counter(Metric.JOB_STORED);
        meters.counter(Metric.JOB_SENT_AGAIN);
        EVENTS.forEach(event -> meters.counter(Metric.LEDGER_EVENTS, event));
    }

    @Override
    public void refused(UploadError error) {
        outcome("refused", Codes.known(error.code()), Codes.category(error.category()), 1);
    }

    @Override
    public void started(InFlight task, Instant at) {
        meters.timer(Metric.QUEUE_WAIT, StandingMeters.queue(task.kind())).record(Duration.between(task.issuedAt(), at));
    }

    @Override
    public void stands(Object partition, Standing standing) {
        standings.put(partition, standing);
    }

    @Override
    public void closed(Object partition) {
        standings.remove(partition);
    }

    @Override
    public void decided(@Nullable JobRecord before, Decision decision) {
        JobRecord next = decision.next();
        if (next != null) {
            compare(before, next);
        }
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue(_, var kind) -> meters.counter(Metric.TASKS_ISSUED, StandingMeters.queue(kind)).increment();
                case Effect.Succeed(var result, _) -> succeeded(result);
                case Effect.Fail(var error, _) -> failed(error, next);
                case Effect.Note(var event, _) ->
                    meters.counter(Metric.LEDGER_EVENTS, EVENTS.contains(event) ? event : Codes.OTHER).increment();
                case Effect.Show _,Effect.Send _ -> {}
            }
        }
    }

    private void compare(@Nullable JobRecord before, JobRecord next) {
        if (before == null || before.run() != next.run()) {
            meters.counter(Metric.JOBS_ADMITTED).increment();
        } else if (next.duplicates() > before.duplicates()) {
            meters.counter(Metric.JOBS_DUPLICATE).increment();
        }
        boolean newRetry = next.retryAt() != null && (before == null || !Objects.equals(before.retryAt(), next.retryAt()));
        if (newRetry && next.failure() != null) {
            meters.counter(Metric.JOB_RETRIES, Codes.known(next.failure().code())).increment();
        }
    }

    private void succeeded(UploadResult result) {
        if (result.repeat()) {
            outcome("repeated", Codes.NONE, Codes.NONE, 1);
            return;
        }
        outcome(SUCCEEDED, Codes.NONE, Codes.NONE, 1);
        Timings timings = result.timings();
        duration(SUCCEEDED, timings.totalMillis());
        phase(JobState.QUEUED, timings.queuedMillis());
        phase(JobState.UPLOADING, timings.uploadMillis());
        phase(JobState.CLOSING, timings.closingMillis());
        meters.counter(Metric.JOB_STORED).increment(result.bytesSent() - result.bytesSentAgain());
        meters.counter(Metric.JOB_SENT_AGAIN).increment(result.bytesSentAgain());
    }

    private void failed(UploadError error, @Nullable JobRecord record) {
        if (error.code().equals(ErrorCode.CONFLICT.code()) || record == null) {
            refused(error);
            return;
        }
        outcome(FAILED, Codes.known(error.code()), Codes.category(error.category()), 1);
        duration(FAILED, Duration.between(record.origin().submittedAt(), error.failedAt()).toMillis());
    }

    private void outcome(String outcome, String code, String category, int count) {
        meters.counter(Metric.JOB_OUTCOMES, outcome, code, category).increment(count);
    }

    private void duration(String outcome, long millis) {
        meters.timer(Metric.JOB_DURATION, outcome).record(Duration.ofMillis(Math.max(0, millis)));
    }

    private void phase(JobState phase, long millis) {
        meters.timer(Metric.JOB_PHASE_DURATION, StandingMeters.name(phase)).record(Duration.ofMillis(millis));
    }
}
