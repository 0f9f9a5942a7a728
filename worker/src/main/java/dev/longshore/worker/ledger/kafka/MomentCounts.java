package dev.longshore.worker.ledger.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many things began when, rounded down to steps; knows the earliest. Its size is that of the time it spans, not that of what it counts. */
final class MomentCounts {
    private final long stepMillis;
    private final NavigableMap<Long, Long> counts = new TreeMap<>();
    private long total;

    MomentCounts(Duration step) {
        this.stepMillis = step.toMillis();
    }

    void count(Instant at, long by) {
        total += by;
        counts.merge(Math.floorDiv(at.toEpochMilli(), stepMillis), by, (a, b) -> a + b == 0 ? null : a + b);
    }

    long total() {
        return total;
    }

    @Nullable Instant earliest() {
        return counts.isEmpty() ? null : Instant.ofEpochMilli(counts.firstKey() * stepMillis);
    }
}
