package dev.longshore.worker.metrics;

import dev.longshore.worker.bandwidth.Pace;
import io.micrometer.core.instrument.Counter;

/** Counts the seconds that a transfer waits for its limits. */
final class MeteredPace implements Pace {
    private final Pace pace;
    private final Counter waited;

    MeteredPace(Pace pace, Counter waited) {
        this.pace = pace;
        this.waited = waited;
    }

    @Override
    public int piece() {
        return pace.piece();
    }

    @Override
    public long await(int bytes) throws InterruptedException {
        long nanos = pace.await(bytes);
        if (nanos > 0) {
            waited.increment(nanos / 1e9);
        }
        return nanos;
    }
}
