package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One task in a slot: its lease and what it has to report.
 *
 * <p>The lease counts from the moment a report was sent that was later acknowledged, so it ends here no later than at the ledger.
 */
final class RunningTask implements TaskContext {
    private final Task task;
    private final String worker;
    private final Reporter reporter;
    private final LongSupplier nanos;
    private final long leaseNanos;
    private final BooleanSupplier stopping;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong heldSince;
    private final List<UnitReceipt> unreported = new ArrayList<>();
    private volatile @Nullable String sessionId;
    private volatile boolean sessionReported;

    RunningTask(Task task, UploaderSettings settings, Reporter reporter, LongSupplier nanos, BooleanSupplier stopping) {
        this.task = task;
        this.worker = settings.worker();
        this.reporter = reporter;
        this.nanos = nanos;
        this.leaseNanos = settings.lease().minus(margin(settings)).toNanos();
        this.stopping = stopping;
        this.heldSince = new AtomicLong(nanos.getAsLong());
        this.sessionReported = !(task instanceof Task.Slice slice) || slice.checkpoint() != null;
    }

    /** The worker gives up a little before the ledger does. */
    private static Duration margin(UploaderSettings settings) {
        return settings.lease().dividedBy(10);
    }

    Task task() {
        return task;
    }

    boolean leaseHeld() {
        return nanos.getAsLong() - heldSince.get() < leaseNanos;
    }

    @Override
    public boolean mayContinue() {
        return leaseHeld() && !stopping.getAsBoolean();
    }

    @Override
    public boolean stopping() {
        return stopping.getAsBoolean();
    }

    @Override
    public void prepared(PlanSummary plan, Session session) throws StepException {
        session(session.id());
        long asked = nanos.getAsLong();
        try {
            reporter.sendAndWait(new Report.Prepared(task.id(), worker, plan, session), Duration.ofNanos(leaseNanos));
            renewed(asked);
            sessionReported = true;
        } catch (ExecutionException | TimeoutException e) {
            throw new StepException(unreportable(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepException(unreportable(e), e);
        }
    }

    private static Failure unreportable(Exception e) {
        return Failure.of(ErrorCode.INTERNAL_ERROR, Failure.Remedy.RETRY, "The session could not be reported to the ledger: " + e);
    }

    @Override
    public void session(String id) {
        sessionId = id;
    }

    @Override
    public void unitDone(UnitReceipt receipt) {
        synchronized (unreported) {
            unreported.add(receipt);
        }
    }

    @Override
    public void bytesSent(long count) {
        bytes.addAndGet(count);
    }

    /**
     * Sends what there is to tell; receipts are told again until a report with them was acknowledged. Receipts of a session that the ledger doesn't
     * know yet would be lost on it: they wait for the report that names the session.
     */
    void heartbeat() {
        Sent sent = sessionReported ? sent() : new Sent(null, List.of(), bytes.get());
        long asked = nanos.getAsLong();
        reporter.send(new Report.Progress(task.id(), worker, sent)).whenComplete((_, failure) -> {
            if (failure == null) {
                renewed(asked);
                synchronized (unreported) {
                    unreported.removeAll(sent.receipts());
                }
            }
        });
    }

    /** What the last report carries. */
    Sent sent() {
        synchronized (unreported) {
            return new Sent(sessionId, List.copyOf(unreported), bytes.get());
        }
    }

    private void renewed(long asked) {
        heldSince.accumulateAndGet(asked, Math::max);
    }
}
