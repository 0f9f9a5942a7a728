package dev.longshore.worker.uploader;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Time, chance and threads, handed in so that a test or simulation can decide them.
 *
 * @param instants for what is compared with the service's times
 * @param nanos a clock that never goes back, in nanoseconds; for budgets
 * @param forker carries units side by side
 * @param sessionIds a new id at each call, without blanks
 */
public record StepRuntime(InstantSource instants, LongSupplier nanos, Forker forker, Supplier<String> sessionIds) {

    public static StepRuntime real() {
        return new StepRuntime(InstantSource.system(), System::nanoTime, ThreadForker.virtual(), () -> UUID.randomUUID().toString());
    }
}
