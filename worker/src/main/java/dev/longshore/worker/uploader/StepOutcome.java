package dev.longshore.worker.uploader;

import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Session;
import org.jspecify.annotations.Nullable;

/** How a step ended; becomes the task's last report. */
public sealed interface StepOutcome {

    /**
     * A slice ended in order.
     *
     * @param plan with {@code session}: what it opened and did not yet report
     */
    record SliceDone(@Nullable PlanSummary plan, @Nullable Session session) implements StepOutcome {}

    /** The step ended early because the worker is stopping. */
    record HandedBack() implements StepOutcome {}

    /** The lease was lost: nothing is reported, another worker has the task. */
    record LeaseLost() implements StepOutcome {}

    record Failed(Failure failure) implements StepOutcome {}

    /** A finish or look-up ended with a media, or an abort ended, or a look-up that found none (media absent). */
    record Closed(String sessionId, @Nullable CommittedMedia media) implements StepOutcome {}
}
