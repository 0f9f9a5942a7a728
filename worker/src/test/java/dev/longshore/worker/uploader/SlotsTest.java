package dev.longshore.worker.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final Slots slots = new Slots(8, clock::get);

    @Test
    void howManyEndSoonFollowsTheLastSeconds() throws InterruptedException {
        assertThat(slots.endSoon()).as("nothing has run").isZero();
        carry(64);
        assertThat(slots.endSoon()).as("a quarter of those of this second").isEqualTo(16);
        pass(Duration.ofSeconds(1));
        carry(8);
        assertThat(slots.endSoon()).as("this second has only begun, so the one before counts").isEqualTo(16);
        pass(Duration.ofSeconds(1));
        assertThat(slots.endSoon()).isEqualTo(2);
        pass(Duration.ofSeconds(3));
        assertThat(slots.endSoon()).as("nothing has ended for seconds").isZero();
    }

    private void carry(int tasks) throws InterruptedException {
        for (int i = 0; i < tasks; i++) {
            assertThat(slots.enter(Duration.ZERO, () -> true)).isTrue();
            slots.leave();
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
