package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries tasks: heartbeats while they run, one last report when they end. */
final class TaskRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

    /** Of a task for a slot, of which some others could be free elsewhere. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final UploaderSettings settings;
    private final Steps steps;
    private final Reporter reporter;
    private final LongSupplier nanos;
    /** In the order in which they began, so that heartbeats are the same when everything else is. */
    private final List<RunningTask> running = new CopyOnWriteArrayList<>();
    private final Ticker.Ticking heartbeats;
    private volatile boolean stopping;

    TaskRunner(UploaderSettings settings, Steps steps, Reporter reporter, LongSupplier nanos, Ticker ticker) {
        this.settings = settings;
        this.steps = steps;
        this.reporter = reporter;
        this.nanos = nanos;
        this.heartbeats = ticker.every(settings.heartbeat(), this::beat);
    }

    /** Reports the task as started; it may be accepted from its queue, and run, once this completes. */
    CompletableFuture<RunningTask> start(Task task) {
        RunningTask starting = new RunningTask(task, settings, reporter, nanos, () -> stopping);
        return reporter.send(new Report.Started(task.id(), settings.worker())).thenApply(_ -> starting);
    }

    /**
     * Runs a started task to its end, once there is a slot for it, and reports it; blocks. A task that waits is in good hands, its heartbeats go on; but
     * not for long, since another worker may have a slot for it: then it is handed back.
     */
    void carry(RunningTask task, Slots slots) {
        running.add(task);
        try {
            StepOutcome outcome = inSlot(task, slots);
            log.debug("task.ended task={} outcome={}", task.task().id(), outcome);
            report(task, outcome).ifPresent(last -> reporter.send(last).whenComplete((_, failure) -> {
                if (failure != null) {
                    log.warn("report.lost task={}: the ledger will issue it again: {}", task.task().id(), failure.toString());
                }
            }));
        } finally {
            running.remove(task);
        }
    }

    private StepOutcome inSlot(RunningTask task, Slots slots) {
        try {
            if (task.mayContinue() && slots.enter(LONGEST_WAIT, task::mayContinue)) {
                try {
                    return steps.run(task.task(), task);
                } finally {
                    slots.leave();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return task.leaseHeld() ? new StepOutcome.HandedBack() : new StepOutcome.LeaseLost();
    }

    private Optional<Report> report(RunningTask task, StepOutcome outcome) {
        TaskId id = task.task().id();
        String worker = settings.worker();
        return switch (outcome) {
            case StepOutcome.SliceDone(var plan, var session) -> {
                Report.Prepared prepared = plan == null || session == null ? null : new Report.Prepared(id, worker, plan, session);
                yield Optional.of(new Report.Done(id, worker, task.sent(), prepared));
            }
            case StepOutcome.HandedBack() -> Optional.of(new Report.HandedBack(id, worker, task.sent()));
            case StepOutcome.Failed(var failure) -> {
                log.info("task.failed task={} code={} {}", id, failure.code(), failure.message());
                yield Optional.of(new Report.Failed(id, worker, task.sent(), failure));
            }
            case StepOutcome.Closed(var sessionId, var media) -> Optional.of(new Report.Closed(id, worker, sessionId, media));
            case StepOutcome.LeaseLost() -> {
                log.warn("lease.lost task={}: another worker has it", id);
                yield Optional.empty();
            }
        };
    }

    private void beat() {
        for (RunningTask task : running) {
            try {
                task.heartbeat();
            } catch (RuntimeException e) {
                log.warn("heartbeat.failed task={}", task.task().id(), e);
            }
        }
    }

    int running() {
        return running.size();
    }

    /** From now on every task is told to end, and one that is started nevertheless is handed back at once. */
    void stop() {
        stopping = true;
    }

    @Override
    public void close() {
        heartbeats.stop();
    }
}
