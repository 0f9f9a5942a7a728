package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ledger and an uploader with nothing between them: each task goes straight to a slot of its own, each report straight to the ledger. */
public final class ShortCircuit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UploaderSettings SETTINGS = new UploaderSettings(
            "worker-1", 8, 4, Duration.ofSeconds(1), LedgerPolicy.DEFAULT.lease(), Duration.ofSeconds(1));

    private final Ledger ledger = new Ledger(LedgerPolicy.DEFAULT);
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final TaskRunner runner;

    public ShortCircuit(UploadSteps steps) {
        this.runner = new TaskRunner(SETTINGS, steps, this::take, System::nanoTime);
    }

    private CompletableFuture<Void> take(Report report) {
        reports.add(report);
        return CompletableFuture.completedFuture(null);
    }

    /** Carries a job to its outcome: {@link Effect.Succeed} or {@link Effect.Fail}. Jobs are carried one after the other. */
    public Effect carry(UploadJob job) throws InterruptedException {
        Instant submitted = now();
        Decision decision = ledger.decide(null, new Message.Submit(job, new Origin(submitted, Map.of())), submitted);
        while (true) {
            Effect outcome = act(decision);
            if (outcome != null) {
                return outcome;
            }
            JobRecord record = decision.next();
            decision = ledger.decide(record, new Message.Reported(next(job.jobId())), now());
        }
    }

    private @Nullable Effect act(Decision decision) {
        Effect outcome = null;
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue(Task task, _) -> issue(task);
                case Effect.Succeed _,Effect.Fail _ -> outcome = effect;
                case Effect.Show _,Effect.Send _,Effect.Note _ -> {
                }
            }
        }
        return outcome;
    }

    private void issue(Task task) {
        RunningTask started = runner.start(task).join();
        Thread.startVirtualThread(() -> runner.carry(started));
    }

    /** The last heartbeat of the job before may come late. */
    private Report next(String jobId) throws InterruptedException {
        Report report;
        do {
            report = reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (report == null) {
                throw new AssertionError(jobId + " had no outcome, and no report came for " + PATIENCE);
            }
        } while (!report.task().jobId().equals(jobId));
        return report;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        runner.stop();
        runner.close();
    }
}
