package dev.longshore.worker.ledger;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger knows of a job.
 *
 * @param issues tasks issued so far over all runs
 * @param upload the current session with its plan and done units; absent before there is one and after the end
 * @param bytesSent over the run; what a lost worker may have had under way counts in full
 * @param duplicates how often the job was published again while it ran
 * @param cancels how often it was asked to cancel this run
 * @param retryAt when the failure has been waited out, a scheduled job begins, or the next look-up is due
 * @param failure the failure being waited out, or the last one
 * @param wakeAt the timer that is set; it may fire early, never late
 * @param result the outcome, once succeeded
 * @param error the outcome, once failed or cancelled
 * @param stop how the run ends unless a commit took effect; only while that is unknown
 */
public record JobRecord(
        UploadJob job,
        Origin origin,
        Phase phase,
        int run,
        long issues,
        Tries tries,
        @Nullable Checkpoint upload,
        List<InFlight> inFlight,
        long bytesSent,
        int duplicates,
        int cancels,
        Moments moments,
        @Nullable Instant retryAt,
        @Nullable Failure failure,
        @Nullable Instant wakeAt,
        @Nullable UploadResult result,
        @Nullable UploadError error,
        @Nullable Stop stop) {
    public JobRecord {
        inFlight = List.copyOf(inFlight);
    }

    /**
     * Holds whatever must be true of every record; called before a record is stored and after it is read.
     *
     * @throws IllegalStateException if it is not
     */
    public JobRecord checked() {
        boolean busy = inFlight.stream().anyMatch(task -> !task.kind().tidying());
        require(phase != Phase.ABSENT, "an absent job has no record");
        require(wakeAt != null, "every record has a timer");
        require(phase.ended() || busy || retryAt != null, "a job that has not ended has a task in flight or a retry");
        require(!phase.ended() || !busy, "a job that has ended has only aborts in flight");
        require((phase == Phase.SUCCEEDED) == (result != null), "success has a result");
        require((phase == Phase.FAILED || phase == Phase.CANCELLED) == (error != null), "failure has an error");
        require((phase == Phase.STOPPING) == (stop != null), "a run that is stopping knows how it ends");
        require(upload == null || upload.done().count() <= upload.plan().units(), "no more units are done than planned");
        require(inFlight.stream().filter(task -> task.kind() == InFlight.Kind.FINISH).count() <= 1, "one finish at a time");
        return this;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException("job " + job.jobId() + " in " + phase + ": " + rule);
        }
    }
}
