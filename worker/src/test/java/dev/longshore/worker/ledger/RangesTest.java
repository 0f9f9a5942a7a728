package dev.longshore.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {
    private static final long PART = 8L << 20;
    private static final int LARGE = 512;

    @Test
    void aJobOfOneWayGivesAllThatIsLeftToOneSlice() {
        assertThat(new Ranges(1, 4).uncarried(upload(LARGE, PART), List.of())).containsExactly(new UnitRange(0, LARGE));
    }

    @Test
    void eachOfSeveralSlicesGetsHalfOfWhatItsWayWouldHaveToCarry() {
        List<UnitRange> ranges = new Ranges(4, 4).uncarried(upload(LARGE, PART), List.of());

        assertThat(ranges).containsExactly(new UnitRange(0, 64), new UnitRange(64, 128), new UnitRange(128, 192), new UnitRange(192, 256));
    }

    @Test
    void aWayThatBecomesFreeGetsLessTheLessIsLeft() {
        Ranges ranges = new Ranges(4, 4);
        Checkpoint upload = upload(LARGE, PART);
        List<InFlight> slices = new ArrayList<>();
        carry(slices, ranges.uncarried(upload, slices));
        List<Integer> sizes = new ArrayList<>();
        for (int from = 0; from < LARGE; from += sizes.getLast()) {
            InFlight ended = slices.removeFirst();
            upload = done(upload, ended.range());
            List<UnitRange> next = ranges.uncarried(upload, slices);
            if (next.isEmpty()) {
                break;
            }
            assertThat(next).hasSize(1);
            sizes.add(next.getFirst().size());
            carry(slices, next);
        }

        assertThat(sizes).isSortedAccordingTo(Comparator.reverseOrder()).startsWith(32, 28).endsWith(4, 4, 3);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(LARGE / 2);
    }

    @Test
    void aSliceHasAtLeastAPartForEachOfItsUnitsInFlight() {
        Checkpoint upload = upload(20, PART);

        assertThat(new Ranges(4, 4).uncarried(upload, List.of())).extracting(UnitRange::size).containsExactly(4, 4, 4, 4);
    }

    @Test
    void fewUnitsAreDividedAmongAllWays() {
        assertThat(new Ranges(8, 4).uncarried(upload(8, PART), List.of())).hasSize(8).allMatch(range -> range.size() == 1);
    }

    @Test
    void manySmallFilesMakeNoMoreSlicesThanThereAreWays() {
        Checkpoint bundle = upload(1_000, 256 << 10);

        assertThat(new Ranges(8, 4).uncarried(bundle, List.of())).hasSize(8).allMatch(range -> range.size() == 125);
    }

    @Test
    void aPlanOfEmptyFilesIsDividedEvenly() {
        assertThat(new Ranges(2, 4).uncarried(upload(10, 0), List.of())).containsExactly(new UnitRange(0, 5), new UnitRange(5, 10));
    }

    /** Slices go round the workers in turn, whoever is busy; a worker's line is shared evenly by what it carries. */
    @ParameterizedTest
    @CsvSource({"2, 32", "2, 64", "3, 64", "4, 64", "4, 128", "5, 128", "8, 128", "8, 256"})
    void linesOfOneFileAreHardlyEverIdle(int workers, int concurrentUploadNumber) {
        LineModel model = new LineModel(workers, LedgerPolicy.DEFAULT, concurrentUploadNumber);

        assertThat(model.makespan(upload(LARGE, PART))).isLessThan(1.1 * LARGE / workers);
    }

    static Checkpoint upload(int units, long unitBytes) {
        PlanSummary plan =
                new PlanSummary("ab".repeat(32), units, units * unitBytes, units * unitBytes, unitBytes, List.of(), "fingerprint");
        return new Checkpoint(plan, Samples.session("s1"), DoneUnits.NONE);
    }

    static Checkpoint done(Checkpoint upload, UnitRange range) {
        return new Checkpoint(
                upload.plan(), upload.session(), upload.done().plus(Samples.receipts(Samples.units(range.from(), range.to()))));
    }

    static void carry(List<InFlight> slices, List<UnitRange> ranges) {
        BitSet carried = new BitSet();
        slices.forEach(slice -> carried.set(slice.range().from(), slice.range().to()));
        for (UnitRange range : ranges) {
            assertThat(carried.get(range.from(), range.to()).isEmpty()).as("nobody carries %s", range).isTrue();
            carried.set(range.from(), range.to());
            slices.add(InFlight.issued(new TaskId("film", 1, slices.size()), InFlight.Kind.SLICE, range, null, 0, Samples.START));
        }
    }
}
