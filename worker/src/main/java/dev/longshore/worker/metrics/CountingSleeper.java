package dev.longshore.worker.metrics;

import dev.longshore.worker.time.Sleeper;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;

/** Counts the pauses of whoever repeats calls: one before each repeat. */
public final class CountingSleeper implements Sleeper {
    private final Sleeper sleeper;
    private final Counter pauses;

    public CountingSleeper(Sleeper sleeper, Meters meters) {
        this.sleeper = sleeper;
        this.pauses = meters.counter(Metric.COS_RETRIES);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        pauses.increment();
        sleeper.sleep(duration);
    }
}
