package dev.longshore.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.sandbox.chaos.Outcomes.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilencesTest {
    @Test
    void theLongestSilenceOfEachPartitionCountsFromTheWindowsBeginningToItsEnd() {
        List<Heard> heard = List.of(outcome(0, 9), outcome(0, 11), outcome(1, 12), outcome(0, 15), outcome(1, 18), outcome(0, 30));

        Map<Integer, Duration> silences = Silences.of(heard, 3, second(10), second(20));

        assertThat(silences)
                .containsExactly(
                        Map.entry(0, Duration.ofSeconds(5)), Map.entry(1, Duration.ofSeconds(6)), Map.entry(2, Duration.ofSeconds(10)));
        assertThat(Silences.longest(silences, List.of(0, 1))).hasSeconds(6);
        assertThat(Silences.longest(silences, List.of())).isZero();
    }

    private static Heard outcome(int partition, int second) {
        return new Heard(partition, "job", 1, false, "media", null, second(second));
    }

    private static long second(long count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
