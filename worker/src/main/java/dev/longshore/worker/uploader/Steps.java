package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Task;

/** Runs one task to its end. Never throws: whatever happens becomes an outcome. */
public interface Steps {
    StepOutcome run(Task task, TaskContext context);
}
