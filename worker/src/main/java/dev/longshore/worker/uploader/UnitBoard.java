package dev.longshore.worker.uploader;

import dev.longshore.worker.plan.PlannedUnit;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitRange;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which units a slice still has to send, and why it stopped giving them out. Thread-safe. */
final class UnitBoard {
    private final UploadPlan plan;
    private final DoneUnits done;
    private final UnitRange range;
    private final BooleanSupplier budgetSpent;
    private final TaskContext context;

    private int next;
    private int given;
    private boolean closed;
    private boolean stopped;
    private boolean abandoned;
    private @Nullable StepException failure;

    UnitBoard(UploadPlan plan, DoneUnits done, UnitRange range, BooleanSupplier budgetSpent, TaskContext context) {
        this.plan = plan;
        this.done = done;
        this.range = new UnitRange(Math.min(range.from(), plan.units()), Math.min(range.to(), plan.units()));
        this.budgetSpent = budgetSpent;
        this.context = context;
        this.next = this.range.from();
    }

    /** The next unit, while the lease holds and the budget lasts. The first is given however long the slice took to begin, so that it gains something. */
    synchronized Optional<PlannedUnit> take() {
        while (next < range.to() && done.has(next)) {
            next++;
        }
        if (closed || next >= range.to()) {
            return Optional.empty();
        }
        if (!context.mayContinue()) {
            stop();
            return Optional.empty();
        }
        if (given > 0 && budgetSpent.getAsBoolean()) {
            closed = true;
            return Optional.empty();
        }
        given++;
        return Optional.of(plan.unit(next++));
    }

    /** How many units there are to send, counted up to {@code most}. */
    synchronized int waiting(int most) {
        int waiting = 0;
        for (int unit = next; unit < range.to() && waiting < most; unit++) {
            waiting += done.has(unit) ? 0 : 1;
        }
        return waiting;
    }

    /** The first failure ends the slice; what fails after units were interrupted is no news. */
    synchronized void fail(StepException thrown) {
        closed = true;
        if (failure == null && !stopped) {
            failure = thrown;
        }
    }

    synchronized void stop() {
        closed = true;
        stopped = true;
    }

    /** Units that end from now on are no longer reported: the step is over. */
    synchronized void abandon() {
        closed = true;
        abandoned = true;
    }

    synchronized boolean abandoned() {
        return abandoned;
    }

    synchronized boolean failed() {
        return failure != null;
    }

    /** How the slice ended: in order if nothing is thrown. */
    synchronized void settle() throws StepException, TaskStopped {
        if (failure != null) {
            throw failure;
        }
        if (stopped) {
            throw new TaskStopped();
        }
    }
}
