package dev.longshore.worker.uploader;

import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs slices, finishes, look-ups and aborts. Holds no state between tasks. Thread-safe. */
public final class UploadSteps implements Steps {
    private static final Logger log = LoggerFactory.getLogger(UploadSteps.class);

    private final SliceStep slices;
    private final FinishStep finishes;
    private final AbortStep aborts;
    private final LookUpStep lookUps;

    public UploadSteps(StepPorts ports, StepRuntime runtime, StepSettings settings) {
        this.slices = new SliceStep(ports, runtime, settings);
        this.finishes = new FinishStep(ports, runtime);
        this.aborts = new AbortStep(ports, runtime);
        this.lookUps = new LookUpStep(ports);
    }

    @Override
    public StepOutcome run(Task task, TaskContext context) {
        try {
            return switch (task) {
                case Task.Slice slice -> slices.run(slice, context);
                case Task.Finish finish -> finishes.run(finish, context);
                case Task.Abort abort -> aborts.run(abort, context);
                case Task.LookUp lookUp -> lookUps.run(lookUp);
            };
        } catch (TaskStopped e) {
            return stopped(context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopped(context);
        } catch (StepException e) {
            return Thread.currentThread().isInterrupted() ? stopped(context) : new StepOutcome.Failed(e.failure());
        } catch (RuntimeException | Error e) {
            log.error("task.error task={}", task.id(), e);
            return new StepOutcome.Failed(StepFailures.unexpected(e));
        }
    }

    private static StepOutcome stopped(TaskContext context) {
        return context.stopping() ? new StepOutcome.HandedBack() : new StepOutcome.LeaseLost();
    }
}
