package dev.longshore.worker.time;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks of a worker, handed in so that a test can tick them.
 *
 * @param instants the time of day, for what is compared with a service's times
 * @param nanos a clock that never goes back, in nanoseconds; for time-outs and budgets
 */
public record Clocks(InstantSource instants, LongSupplier nanos) {
    /** The machine's own. */
    public static final Clocks REAL = new Clocks(InstantSource.system(), System::nanoTime);
}
