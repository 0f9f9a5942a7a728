package dev.longshore.worker.metrics;

import java.time.Duration;
import java.util.Arrays;

/** Upper bounds of histograms, in milliseconds: few, and where an objective may lie. */
enum Buckets {
    NONE(),
    /** From a small file on an idle fleet to an upload of a day. */
    JOB(100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000, 86_400_000),
    /** From a metadata call to a large part on a slow line. */
    CALL(10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 120_000),
    /** From a closing to a slice's budget and the unit that it waits for at its end. */
    TASK(50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 300_000);

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final long[] bounds;

    Buckets(long... bounds) {
        this.bounds = bounds;
    }

    Duration[] bounds() {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
