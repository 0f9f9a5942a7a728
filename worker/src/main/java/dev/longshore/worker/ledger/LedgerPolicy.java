package dev.longshore.worker.ledger;

import dev.longshore.job.UploadJob;
import java.time.Duration;
import java.time.Instant;

/**
 * The ledger's limits and times.
 *
 * @param lease a started task that is silent for so long is issued again
 * @param maxAttempts tries of a run before it fails
 * @param maxLosses losses in a row, without a unit gained, that a run survives; those within one lease count as one. A run whose units are all
 *     stored survives more, since its media may exist, and waits after each
 * @param backoffFirst the wait after the first failure; doubles each time
 * @param backoffMost the longest wait
 * @param dedupeWindow how long an ended job is remembered
 * @param sliceBudget how long a slice takes new units
 * @param sliceParallelism most units in flight in one slice
 * @param concurrentUploadNumber units in flight for a job that doesn't say
 * @param queueGrace an unstarted task is taken for lost when tasks issued so much later have started
 */
public record LedgerPolicy(
        Duration lease,
        int maxAttempts,
        int maxLosses,
        Duration backoffFirst,
        Duration backoffMost,
        Duration dedupeWindow,
        Duration sliceBudget,
        int sliceParallelism,
        int concurrentUploadNumber,
        Duration queueGrace) {

    public static final LedgerPolicy DEFAULT = new LedgerPolicy(
            Duration.ofSeconds(10),
            5,
            10,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            Duration.ofSeconds(20),
            4,
            4,
            Duration.ofMinutes(2));

    /** How many slices of a job may be in flight. One if its bandwidth is limited: who carries it needs nobody's leave to keep the limit. */
    int ways(UploadJob job) {
        return job.bandwidthLimit() != null ? 1 : Math.ceilDiv(units(job), sliceParallelism);
    }

    /** Rounded down, so that all slices together never exceed what the job allows. */
    int parallelism(UploadJob job) {
        return Math.min(units(job) / ways(job), sliceParallelism);
    }

    private int units(UploadJob job) {
        Integer own = job.concurrentUploadNumber();
        return own == null ? concurrentUploadNumber : own;
    }

    /** The wait before the {@code n}-th retry (from 1): exponential, between half and the whole of it by the job's id, the same wherever it is computed. */
    Instant backoff(Instant now, int n, String jobId) {
        long whole = Math.min(backoffMost.toMillis(), backoffFirst.toMillis() << Math.min(n - 1, 20));
        long half = whole / 2;
        long jitter = half == 0 ? 0 : Math.floorMod((long) (jobId + '#' + n).hashCode() * 0x9E3779B97F4A7C15L >>> 16, half);
        return now.plusMillis(half + jitter);
    }
}
