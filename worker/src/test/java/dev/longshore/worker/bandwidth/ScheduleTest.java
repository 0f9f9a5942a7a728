package dev.longshore.worker.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.testkit.ManualClock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long MIB = 1L << 20;

    /** It is noon. */
    private final ManualClock clock = new ManualClock();
    private final Limiter limiter = new Limiter(0, clock);

    @Test
    void theLimitFollowsTheTimetable() {
        Timetable timetable = Timetable.parse("08:00,10M 19:00,off", ZoneOffset.UTC);
        Schedule schedule = new Schedule(() -> timetable, clock, limiter);
        assertThat(limiter.limit()).isEqualTo(10 * MIB);

        clock.pass(Duration.ofHours(7).minusSeconds(1));
        schedule.look();
        assertThat(limiter.limit()).isEqualTo(10 * MIB);
        clock.pass(Duration.ofSeconds(1));
        schedule.look();
        assertThat(limiter.limit()).isZero();
        clock.pass(Duration.ofHours(13));
        schedule.look();
        assertThat(limiter.limit()).isEqualTo(10 * MIB);
    }

    @Test
    void aLookThatFailsIsNotTheLast() {
        AtomicReference<Timetable> timetable = new AtomicReference<>(Timetable.parse("10M", ZoneOffset.UTC));
        AtomicBoolean fails = new AtomicBoolean();
        Schedule schedule = new Schedule(() -> {
            if (fails.get()) {
                throw new IllegalStateException("the mount is gone");
            }
            return timetable.get();
        }, clock, limiter);
        timetable.set(Timetable.parse("20M", ZoneOffset.UTC));

        fails.set(true);
        schedule.look();
        assertThat(limiter.limit()).isEqualTo(10 * MIB);

        fails.set(false);
        schedule.look();
        assertThat(limiter.limit()).isEqualTo(20 * MIB);
    }

    @Test
    void theLimitFollowsAnotherTimetable() {
        AtomicReference<Timetable> timetable = new AtomicReference<>(Timetable.parse("10M", ZoneOffset.UTC));
        Schedule schedule = new Schedule(timetable::get, clock, limiter);

        timetable.set(Timetable.parse("11:59,2M 12:01,3M", ZoneOffset.UTC));
        schedule.look();

        assertThat(limiter.limit()).isEqualTo(2 * MIB);
    }
}
