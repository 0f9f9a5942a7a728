package dev.longshore.worker.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's time and what a test lets pass on top of it. Thread-safe. */
public final class ShiftedClock implements InstantSource {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    public void pass(Duration time) {
        ahead.updateAndGet(time::plus);
    }

    /** Lets pass what is left until then, if anything is. */
    public void passUntil(Instant then) {
        Duration left = Duration.between(instant(), then);
        if (left.isPositive()) {
            pass(left);
        }
    }
}
