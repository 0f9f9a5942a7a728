package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Task;
import dev.longshore.worker.time.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The task runner, for a simulation that lives in another package. */
public final class SimulatedSlots {
    private final TaskRunner runner;
    /** The simulation counts its slots itself. */
    private final Slots slots;

    /** A task that a slot has begun to report. */
    public record Started(CompletableFuture<?> reported) {}

    public SimulatedSlots(UploaderSettings settings, Steps steps, Reporter reporter, LongSupplier nanos, Ticker ticker) {
        runner = new TaskRunner(settings, steps, reporter, nanos, ticker);
        slots = new Slots(Integer.MAX_VALUE, nanos);
    }

    /** The report of the task as started is under way. */
    public Started start(Task task) {
        return new Started(runner.start(task));
    }

    /** Runs the task to its end; it must be durably reported as started, and accepted. */
    public void carry(Started started) {
        runner.carry((RunningTask) started.reported().join(), slots);
    }

    public void stop() {
        runner.stop();
    }
}
