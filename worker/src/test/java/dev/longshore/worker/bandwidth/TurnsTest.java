package dev.longshore.worker.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers over a line in simulated time: threads wake late, the network takes its time, pieces are of all sizes. */
class TurnsTest {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "1, 65536", "8, 65536", "64, 65536", "1, 1048576", "8, 1048576", "64, 1048576", "1, 33554432", "8, 33554432", "64, 33554432",
        "64, 1073741824"})
    void everySecondHasTheLimitsBytes(int transfers, long limit) {
        Line line = new Line(limit).with(transfers);
        line.run(1);
        for (int second = 1; second <= 10; second++) {
            long before = line.bytes();
            line.run(1);
            assertThat(line.bytes() - before).as("second " + second).isCloseTo(limit, within(limit / 50));
        }
        assertThat(line.bytes() / 11.0).isCloseTo(limit, within(limit / 100.0));
    }

    /** As when the machine is busy with others: a tenth of the time nobody gets to send. */
    @ParameterizedTest
    @ValueSource(longs = {64 << 10, 1 << 20, 32 << 20})
    void whatAHoldUpCostsIsMadeUpForButNotAtOnce(long limit) {
        Line line = new Line(limit).with(8).heldUp(40);
        line.run(60);
        assertThat(line.bytes() / 60.0).isCloseTo(limit, within(limit / 50.0));
        assertThat(line.mostInASecond()).isLessThanOrEqualTo(limit + limit / 10);
    }

    @Test
    void aLongHoldUpIsMadeUpForWithinHalfAMinute() {
        Line line = new Line(MIB).with(8);
        line.run(5);
        line.hold(900);
        line.run(30);
        assertThat(line.bytes()).isCloseTo(36 * MIB - MIB / 10, within(MIB / 4));
        assertThat(line.mostInASecond()).isLessThanOrEqualTo(MIB + MIB / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {64 << 10, 1 << 20, 32 << 20})
    void noSecondHasFivePerCentMoreEvenAfterAPause(long limit) {
        Line line = new Line(limit).with(8);
        line.run(2);
        line.pause(10);
        line.run(3);
        assertThat(line.mostInASecond()).isLessThanOrEqualTo(limit + limit / 20);
    }

    @Test
    void sharesAreEqualInBytesWhateverThePieces() {
        Line line = new Line(8 * MIB);
        line.add(128 * KIB).add(128 * KIB).add(77_777).add(32 * KIB).add(16 * KIB).add(12_345);
        line.run(60);
        assertThat(line.shares()).allSatisfy(share -> assertThat(share).isCloseTo(60 * 8 * MIB / 6, within(MIB)));
    }

    /** Behind 63 others it would have 2 KiB a second if pieces went in the order in which they came. */
    @Test
    void whoTakesLittleIsNotKeptWaitingByThoseWhoTakeMuch() {
        Line line = new Line(8 * MIB).with(63).every(2 * KIB, 16);
        line.run(60);
        assertThat(line.shares().getLast()).isGreaterThan(60 * 64 * KIB);
    }

    @Test
    void whoComesLateHasTheSameShareFromThenOnAndOwesNothing() {
        Line line = new Line(8 * MIB).with(3);
        line.run(30);
        List<Long> before = line.shares();
        line.add(128 * KIB);
        line.run(30);
        for (int i = 0; i < 3; i++) {
            assertThat(line.shares().get(i) - before.get(i)).isCloseTo(30 * 8 * MIB / 4, within(512 * KIB));
        }
        assertThat(line.shares().get(3)).isCloseTo(30 * 8 * MIB / 4, within(512 * KIB));
    }

    /** The least limit with as many transfers as a worker has connections. */
    @Test
    void noneOf64TransfersWaitsMuchLongerThanASecondForItsPiece() {
        Line line = new Line(Limiter.LEAST).with(64);
        line.run(60);
        assertThat(line.longestWaitMillis()).isBetween(500L, 2_500L);
    }

    @Test
    void aChangeHoldsFromItsMomentOn() {
        Line line = new Line(MIB).with(64);
        line.run(5);
        for (long limit : new long[] {32 * MIB, 2 * MIB, 64 * KIB, 8 * MIB}) {
            long before = line.bytes();
            line.limit(limit);
            line.run(5);
            assertThat(line.bytes() - before).as("bytes of 5 s at " + limit).isCloseTo(5 * limit, within(5 * limit / 50));
        }
    }

    @Test
    void whoWaitsForALowLimitGoesAtOnceWhenThereIsNone() {
        Turns turns = new Turns(Limiter.LEAST, 0);
        Turns.Flow flow = new Turns.Flow();
        turns.ask(flow, 1 << 20, () -> {});
        turns.go(0);
        turns.ask(flow, 1, () -> {});
        assertThat(turns.left(0)).isEqualTo(16_000_000_000L);

        turns.limit(0, 0);

        assertThat(turns.left(0)).isZero();
        turns.go(0);
        turns.limit(0, Limiter.LEAST);
        turns.ask(flow, 1, () -> {});
        assertThat(turns.left(0)).isZero();
    }

    @Test
    void whoGivesUpLeavesHisPlaceToTheNext() {
        Turns turns = new Turns(MIB, 0);
        Turns.Turn first = turns.ask(new Turns.Flow(), 1000, () -> {});
        Turns.Turn second = turns.ask(new Turns.Flow(), 1000, () -> {});
        assertThat(turns.first()).isSameAs(first);

        turns.drop(first);

        assertThat(turns.first()).isSameAs(second);
        assertThat(turns.waiting()).isEqualTo(1);
        assertThat(turns.left(0)).isZero();
    }
}
