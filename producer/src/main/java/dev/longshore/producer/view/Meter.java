package dev.longshore.producer.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes per second over the newest {@link #WINDOW}; a stall shows as a falling rate. Holds at most {@value #MAX_SAMPLES} samples. */
final class Meter {
    static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int MAX_SAMPLES = 200;

    private record Sample(Instant at, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    void note(Instant at, long bytes) {
        if (samples.size() == MAX_SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(new Sample(at, bytes));
    }

    /** 0 as long as nothing can be said. */
    double bytesPerSecond(Instant now) {
        Instant from = now.minus(WINDOW);
        while (samples.size() > 1 && second().at().isBefore(from)) {
            samples.removeFirst();
        }
        if (samples.size() < 2) {
            return 0;
        }
        Sample oldest = samples.getFirst();
        double seconds = Duration.between(oldest.at(), now).toNanos() / 1e9;
        return seconds <= 0 ? 0 : (samples.getLast().bytes() - oldest.bytes()) / seconds;
    }

    private Sample second() {
        var each = samples.iterator();
        each.next();
        return each.next();
    }
}
