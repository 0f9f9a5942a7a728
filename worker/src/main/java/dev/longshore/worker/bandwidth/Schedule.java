package dev.longshore.worker.bandwidth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a limiter at what a timetable says. To be told every {@link #EVERY}, by one thread, that time has passed. */
public final class Schedule {
    /** So late a change may come. */
    public static final Duration EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Schedule.class);

    private final Supplier<Timetable> timetable;
    private final InstantSource clock;
    private final Limiter limiter;

    /** Sets the limit that is in force now. */
    public Schedule(Supplier<Timetable> timetable, InstantSource clock, Limiter limiter) {
        this.timetable = timetable;
        this.clock = clock;
        this.limiter = limiter;
        apply();
    }

    /** Sets the limit that is in force now, if it is another one. Throws nothing: the next look may succeed. */
    public void look() {
        try {
            apply();
        } catch (RuntimeException e) {
            log.error("bandwidth.failed: the limit stays as it is", e);
        }
    }

    private void apply() {
        long now = timetable.get().limitAt(clock.instant());
        if (now != limiter.limit()) {
            limiter.limit(now);
            log.info("bandwidth.limit {}", now == 0 ? "off" : now + " bytes/s");
        }
    }
}
