package dev.longshore.outcome;

/**
 * Where a job's time went, in milliseconds, measured by the ledger.
 *
 * @param queuedMillis from the ledger's acceptance until a worker first began
 * @param uploadMillis from then until all bytes were stored, waits for retries included
 * @param closingMillis from then until CommitUpload had answered
 * @param totalMillis from the time stamp of the published job until the outcome
 */
public record Timings(long queuedMillis, long uploadMillis, long closingMillis, long totalMillis) {}
