package dev.longshore.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void bytes_queue_behind_those_charged_before() {
        var allowance = new Pace.Allowance(1_000);
        assertThat(allowance.charge(500, 0)).isEqualTo(SECOND / 2);
        assertThat(allowance.charge(500, 0)).isEqualTo(SECOND);
        assertThat(allowance.charge(1_000, SECOND / 2)).isEqualTo(SECOND + SECOND / 2);
    }

    @Test
    void unused_time_is_lost() {
        var allowance = new Pace.Allowance(1_000);
        allowance.charge(1, 0);
        assertThat(allowance.charge(1_000, 100 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void a_clock_that_overflows_keeps_its_pace() {
        var allowance = new Pace.Allowance(1_000);
        allowance.charge(1_000, Long.MAX_VALUE);
        assertThat(allowance.charge(1_000, Long.MIN_VALUE)).isBetween(2 * SECOND - 2, 2 * SECOND);
    }

    @Test
    void without_a_rate_nothing_waits() {
        assertThat(new Pace.Allowance(0).charge(Integer.MAX_VALUE, 0)).isZero();
    }

    @Test
    void negative_settings_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Settings(Duration.ofMillis(-1), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Settings(Duration.ZERO, -1, 0));
    }
}
