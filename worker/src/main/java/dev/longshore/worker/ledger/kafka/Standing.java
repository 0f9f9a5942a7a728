package dev.longshore.worker.ledger.kafka;

import dev.longshore.outcome.JobState;
import dev.longshore.worker.ledger.InFlight;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the jobs of one ledger partition stand.
 *
 * @param jobs how many are in each state
 * @param unstarted tasks issued that no worker has started
 * @param oldestUnstarted when the longest waiting one was issued, to within {@link JobTally#STEP}
 * @param jobsUnstarted jobs with an unstarted slice
 * @param bytesLeft of jobs that have not ended and whose size is known
 * @param jobsUnsized jobs that have not ended and whose size isn't known yet
 * @param oldestStarted when the oldest job that has not ended was first started, to within {@link JobTally#STEP}
 * @param complete whether all records have been counted; until then everything is too low
 */
public record Standing(
        Map<JobState, Long> jobs,
        Map<InFlight.Kind, Long> unstarted,
        Map<InFlight.Kind, Instant> oldestUnstarted,
        long jobsUnstarted,
        long bytesLeft,
        long jobsUnsized,
        @Nullable Instant oldestStarted,
        boolean complete) {
    public Standing {
        jobs = Map.copyOf(jobs);
        unstarted = Map.copyOf(unstarted);
        oldestUnstarted = Map.copyOf(oldestUnstarted);
    }
}
