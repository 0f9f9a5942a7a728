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
    void requests_of_a_line_share_its_cap_and_those_of_another_line_do_not_wait_for_them() {
        var pace = new Pace(new Pace.Settings(Duration.ZERO, 0, 0, 1_000));
        Pace one = pace.line();
        Pace other = pace.line();
        assertThat(one.meter().charge(1_000, 0)).isEqualTo(SECOND);
        assertThat(one.meter().charge(1_000, 0)).isEqualTo(2 * SECOND);
        assertThat(other.meter().charge(1_000, 0)).isEqualTo(SECOND);
        assertThat(pace.meter().charge(1_000, 0)).as("beside the lines").isZero();
    }

    @Test
    void lines_share_the_total_cap() {
        var pace = new Pace(new Pace.Settings(Duration.ZERO, 1_000, 0, 10_000));
        assertThat(pace.line().meter().charge(1_000, 0)).isEqualTo(SECOND);
        assertThat(pace.line().meter().charge(1_000, 0)).isEqualTo(2 * SECOND);
    }

    @Test
    void a_line_counts_its_own_bytes() {
        var pace = new Pace(Pace.Settings.FULL_SPEED);
        Pace line = pace.line();
        line.meter().charge(700, 0);
        line.meter().charge(50, 0);
        pace.meter().charge(1, 0);
        assertThat(line.bodyBytes()).isEqualTo(750);
        assertThat(pace.bodyBytes()).isEqualTo(1);
    }

    @Test
    void an_interrupted_request_waits_no_longer() {
        var meter = new Pace(new Pace.Settings(Duration.ZERO, 1, 0)).meter();
        Thread.currentThread().interrupt();
        meter.passed(Integer.MAX_VALUE);
        assertThat(Thread.interrupted()).as("whoever interrupted is still heard").isTrue();
    }

    @Test
    void negative_settings_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Settings(Duration.ofMillis(-1), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Settings(Duration.ZERO, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Settings(Duration.ZERO, 0, 0, -1));
    }
}
