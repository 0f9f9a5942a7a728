package dev.longshore.worker.metrics;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.uploader.StepOutcome;
import dev.longshore.worker.uploader.Steps;
import dev.longshore.worker.uploader.TaskContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Watches the tasks in the slots: how many, how long, how they end, and how old the sessions are that they work in. */
public final class MeteredSteps implements Steps {
    private static final String SLICES = "slices";
    private static final String CLOSINGS = "closings";

    private final Steps steps;
    private final Meters meters;
    private final Clocks clocks;
    private final Map<TaskContext, Task> running = new ConcurrentHashMap<>();

    /**
     * @param slots slices carried at once
     * @param closingSlots finishes and aborts carried at once
     */
    public MeteredSteps(Steps steps, Meters meters, Clocks clocks, int slots, int closingSlots) {
        this.steps = steps;
        this.meters = meters;
        this.clocks = clocks;
        meters.gauge(Metric.SLOTS, () -> slots, SLICES);
        meters.gauge(Metric.SLOTS, () -> closingSlots, CLOSINGS);
        meters.gauge(Metric.SLOTS_BUSY, () -> busy(SLICES), SLICES);
        meters.gauge(Metric.SLOTS_BUSY, () -> busy(CLOSINGS), CLOSINGS);
        meters.gauge(Metric.SESSION_AGE, () -> most(Session::openedAt, opened -> secondsSince(opened), 0));
        meters.gauge(Metric.CERTIFICATE_REMAINING, () -> -most(Session::expiresAt, expiry -> secondsSince(expiry), Double.NaN));
    }

    @Override
    public StepOutcome run(Task task, TaskContext context) {
        long began = clocks.nanos().getAsLong();
        running.put(context, task);
        try {
            StepOutcome outcome = steps.run(task, context);
            meters.timer(Metric.TASK_DURATION, name(task), name(outcome))
                    .record(clocks.nanos().getAsLong() - began, TimeUnit.NANOSECONDS);
            if (outcome instanceof StepOutcome.Failed(var failure)) {
                meters.counter(Metric.TASK_FAILURES, Codes.known(failure.code()), Codes.category(failure.category())).increment();
            }
            return outcome;
        } finally {
            running.remove(context);
        }
    }

    private long busy(String pool) {
        return running.values().stream().filter(task -> pool(task).equals(pool)).count();
    }

    private double most(Function<Session, Instant> moment, ToLongFunction<Instant> seconds, double without) {
        OptionalLong most = running.values()
                .stream()
                .flatMap(task -> session(task).stream())
                .map(moment)
                .mapToLong(seconds)
                .max();
        return most.isPresent() ? most.getAsLong() : without;
    }

    private long secondsSince(Instant instant) {
        return Duration.between(instant, clocks.instants().instant()).toSeconds();
    }

    private static Optional<Session> session(Task task) {
        return switch (task) {
            case Task.Slice slice -> Optional.ofNullable(slice.checkpoint()).map(Checkpoint::session);
            case Task.Finish finish -> Optional.of(finish.checkpoint().session());
            case Task.Abort abort -> Optional.of(abort.session());
            case Task.LookUp lookUp -> Optional.of(lookUp.checkpoint().session());
        };
    }

    private static String pool(Task task) {
        return task instanceof Task.Slice ? SLICES : CLOSINGS;
    }

    private static String name(Task task) {
        return switch (task) {
            case Task.Slice _ -> "slice";
            case Task.Finish _ -> "finish";
            case Task.Abort _ -> "abort";
            case Task.LookUp _ -> "look_up";
        };
    }

    private static String name(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.SliceDone _,StepOutcome.Closed _ -> "done";
            case StepOutcome.HandedBack _ -> "handed_back";
            case StepOutcome.Failed _ -> "failed";
            case StepOutcome.LeaseLost _ -> "lease_lost";
        };
    }
}
