package dev.longshore.worker.uploader;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.ledger.QueueView;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testing.ShiftedClock;
import dev.longshore.worker.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger and an uploader with nothing but the wire format between them: each task goes straight to a slot of its own, each report straight to the
 * ledger. When nobody works and no report is left, time passes until the job's timer fires.
 */
public final class ShortCircuit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_WAKE_UPS = 200;

    private final Ledger ledger;
    private final ShiftedClock clock;
    /** Reports, and an empty one behind those of each task that has ended. */
    private final BlockingQueue<Optional<Message>> inbox = new LinkedBlockingQueue<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final TaskRunner runner;
    private volatile Consumer<Task> queued = task -> {};
    private int wakeUps;

    /** @param clock the ledger's; let the steps go by it too */
    public ShortCircuit(UploadSteps steps, LedgerPolicy policy, ShiftedClock clock) {
        var settings = new UploaderSettings("worker-1", 8, 4, 4, Duration.ofSeconds(1), policy.lease(), Duration.ofSeconds(1));
        this.ledger = new Ledger(policy);
        this.clock = clock;
        this.runner = new TaskRunner(settings, steps, this::take, System::nanoTime, Ticker.onThread("heartbeats"));
    }

    /** Calls the listener with each task while it is queued: a worker takes it afterwards. */
    public void whileQueued(Consumer<Task> listener) {
        queued = listener;
    }

    private CompletableFuture<Void> take(Report report) {
        inbox.add(Optional.of(new Message.Reported(StepCodec.readReport(StepCodec.write(report)))));
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Carries a job to its outcome, {@link Effect.Succeed} or {@link Effect.Fail}, and on until nothing of it is in flight and nobody works, not even on
     * what the ledger doesn't wait for any more. Jobs are carried one after the other.
     */
    public Effect carry(UploadJob job) throws InterruptedException {
        wakeUps = 0;
        Instant submitted = now();
        Decision decision = ledger.decide(null, new Message.Submit(job, new Origin(submitted, Map.of())), submitted);
        Effect outcome = act(decision);
        for (JobRecord record = decision.next(); record != null; record = decision.next()) {
            Optional<Message> next = reported(record);
            if (next.isEmpty() && isAtRest(record)) {
                break;
            }
            decision = ledger.decide(record, next.isPresent() ? next.get() : wakeUp(record), now());
            Effect ended = act(decision);
            if (ended != null && outcome != null) {
                throw new AssertionError("two outcomes: " + outcome + " and " + ended);
            }
            outcome = ended == null ? outcome : ended;
        }
        if (outcome == null) {
            throw new AssertionError("the job was forgotten without an outcome: " + job);
        }
        return outcome;
    }

    private static boolean isAtRest(JobRecord record) {
        return record.phase().ended() && record.inFlight().isEmpty();
    }

    private @Nullable Effect act(Decision decision) {
        Effect outcome = null;
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue(Task task, _) -> issue(StepCodec.readTask(StepCodec.write(task)));
                case Effect.Succeed(var result, var headers) ->
                    outcome = new Effect.Succeed(OutcomeCodec.readResult(OutcomeCodec.write(result)), headers);
                case Effect.Fail(var error, var headers) ->
                    outcome = new Effect.Fail(OutcomeCodec.readError(OutcomeCodec.write(error)), headers);
                case Effect.Send(Report.Probe probe) -> inbox.add(Optional.of(new Message.Reported(probe)));
                case Effect.Show(var status) -> OutcomeCodec.write(status);
                case Effect.Note _ -> {
                }
            }
        }
        return outcome;
    }

    private void issue(Task task) {
        queued.accept(task);
        busy.incrementAndGet();
        RunningTask started = runner.start(task).join();
        Thread.startVirtualThread(() -> {
            try {
                runner.carry(started, new Slots(1, System::nanoTime));
            } finally {
                busy.decrementAndGet();
                inbox.add(Optional.empty());
            }
        });
    }

    /** Waits until something is reported, or nobody works who could; the last heartbeat of the job before may come late. */
    private Optional<Message> reported(JobRecord record) throws InterruptedException {
        String jobId = record.job().jobId();
        while (busy.get() > 0 || !inbox.isEmpty()) {
            Optional<Message> message = inbox.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError(jobId + " had no outcome, and no report came for " + PATIENCE);
            }
            if (message.isPresent() && isOf(jobId, message.get())) {
                return message;
            }
        }
        return Optional.empty();
    }

    private Message wakeUp(JobRecord record) {
        if (++wakeUps > MOST_WAKE_UPS) {
            throw new AssertionError(record.job().jobId() + " doesn't come to an end: " + record);
        }
        clock.passUntil(record.wakeAt() == null ? now() : record.wakeAt());
        return new Message.WakeUp(QueueView.from(now()));
    }

    private static boolean isOf(String jobId, Message message) {
        return !(message instanceof Message.Reported(Report report, _)) || report.task().jobId().equals(jobId);
    }

    /** The job that is being carried is to be cancelled; the ledger reads it after what was reported before. */
    public void cancel(String jobId) {
        RejectedRecord record = new RejectedRecord("longshore.jobs", 0, 0, null, false);
        inbox.add(Optional.of(new Message.Cancel(new CancelRequest(jobId, null), new Origin(now(), Map.of()), record)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        runner.stop();
        runner.close();
    }
}
