package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotUseTest {
    private static final int SLOTS = 4;
    private static final int BACKLOG = 10;

    @Test
    void slotsThatAreAlwaysBusyAreNeverIdle() {
        SlotUse use = SlotUse.of(looks(20, 4, 4, 4, 4, 4), BACKLOG);
        assertThat(use.share()).isEqualTo(1);
        assertThat(use.seconds()).isEqualTo(8, within(1e-6));
        assertThat(use.longestIdle()).isZero();
    }

    @Test
    void aFreeSlotCountsUntilTheLookThatShowsItBusy() {
        SlotUse use = SlotUse.of(looks(20, 4, 3, 3, 4, 2, 4), BACKLOG);
        assertThat(use.busy()).isEqualTo(8, within(1e-6));
        assertThat(use.idle()).isEqualTo(2, within(1e-6));
        assertThat(use.longestIdle()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutEnoughThatWaitsNothingCounts() {
        assertThat(SlotUse.of(looks(9, 0, 0, 0), BACKLOG)).isEqualTo(SlotUse.NONE);
    }

    @Test
    void whatNobodySawCountsNeitherWay() {
        List<SlotWatch.Look> looks = List.of(look(0, 4, 20), look(8_000, 4, 20));
        assertThat(SlotUse.of(looks, BACKLOG).seconds()).isEqualTo(4, within(1e-6));
    }

    private static List<SlotWatch.Look> looks(int waiting, int... busy) {
        return IntStream.range(0, busy.length).mapToObj(i -> look(500L * i, busy[i], waiting)).toList();
    }

    private static SlotWatch.Look look(long millis, int busy, int waiting) {
        return new SlotWatch.Look("worker-1", millis * 1_000_000, SLOTS, busy, waiting);
    }
}
