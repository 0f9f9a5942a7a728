package dev.longshore.worker.ledger.kafka;

import dev.longshore.outcome.UploadError;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sees what the ledger does, and changes nothing. Called by stream threads: must be thread-safe and quick. A transaction that is rolled back was seen
 * too, and is seen again.
 */
public interface LedgerObserver {
    /** Looks away. */
    LedgerObserver NONE = new LedgerObserver() {};

    /** A published record never became a job. */
    default void refused(UploadError error) {}

    /** A message or timer was decided on. */
    default void decided(@Nullable JobRecord before, Decision decision) {}

    /** A worker was first heard to have started a task. */
    default void started(InFlight task, Instant at) {}

    /**
     * How a partition stands; told again and again.
     *
     * @param partition names the opened partition, until it is closed
     */
    default void stands(Object partition, Standing standing) {}

    /** The partition is no longer this worker's, or is opened anew under another name. */
    default void closed(Object partition) {}
}
