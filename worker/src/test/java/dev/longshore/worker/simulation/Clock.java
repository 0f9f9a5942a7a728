package dev.longshore.worker.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time of day in a schedule. */
final class Clock implements InstantSource {
    static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    private final Kernel kernel;

    Clock(Kernel kernel) {
        this.kernel = kernel;
    }

    long nanos() {
        return kernel.now();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(kernel.now());
    }

    /** Whole milliseconds, as the ledger has them. */
    @Override
    public long millis() {
        return instant().toEpochMilli();
    }

    Instant wholeMillis() {
        return instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
