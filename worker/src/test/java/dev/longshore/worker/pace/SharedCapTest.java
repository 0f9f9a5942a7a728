package dev.longshore.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.pace.SharedCap.Figures;
import dev.longshore.worker.pace.SharedCap.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet at a cap of 100 calls a second, each case with several seeds. */
class SharedCapTest {
    private static final int CAP = 100;
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "4, 1", "8, 1", "8, 2", "8, 3", "16, 1", "50, 1"})
    void workersThatAllHaveABacklogUseTheCapAndAreHardlyRefused(int workers, long seed) {
        var shared = new SharedCap(CAP, CAP, workers, SharedCap.all(workers), seed);
        Figures beginning = shared.pass(SETTLING);
        Figures steady = shared.pass(LONG);

        assertThat(beginning.refused()).as("refused while settling: %s", beginning).isLessThanOrEqualTo(30 + 3 * workers);
        assertThat(steady.used()).as("%s", steady).isGreaterThanOrEqualTo(0.95);
        assertThat(steady.refusedPart()).as("%s", steady).isLessThan(0.01);
        assertThat(steady.unevenness()).as("%s", steady).isLessThanOrEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 15", "8, 2, 15", "8, 3, 15", "50, 1, 30"})
    void aWorkerWhoseMatesAreIdleTakesTheirPartWithinSeconds(int workers, long seed, int seconds) {
        var shared = new SharedCap(CAP, CAP, workers, SharedCap.oneOf(workers, Load.NONE), seed);
        shared.pass(Duration.ofSeconds(seconds));
        Figures steady = shared.pass(LONG);

        assertThat(steady.used()).as("%s", steady).isGreaterThanOrEqualTo(0.9);
        assertThat(steady.refusedPart()).as("%s", steady).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aWorkerTakesWhatItsMatesWithLittleToDoLeave(long seed) {
        var shared = new SharedCap(CAP, CAP, 8, SharedCap.oneOf(8, new Load(4)), seed);
        shared.pass(SETTLING);
        Figures steady = shared.pass(LONG);

        assertThat(steady.used()).as("%s", steady).isGreaterThanOrEqualTo(0.85);
        assertThat(steady.refusedPart()).as("%s", steady).isLessThan(0.03);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "8, 1", "8, 2", "8, 3"})
    void aCapThatIsLowerThanItWasSaidToBeIsFound(int workers, long seed) {
        var shared = new SharedCap(40, CAP, workers, SharedCap.all(workers), seed);
        Figures beginning = shared.pass(SETTLING);
        Figures steady = shared.pass(LONG);

        assertThat(beginning.refusedPart()).as("%s", beginning).isLessThan(0.2);
        assertThat(steady.used()).as("%s", steady).isGreaterThanOrEqualTo(0.85);
        assertThat(steady.refusedPart()).as("%s", steady).isLessThan(0.05);
        assertThat(steady.unevenness()).as("%s", steady).isLessThanOrEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "8, 1", "8, 2"})
    void workersThatCannotCountEachOtherShareTheCapByRefusalsAlone(int workers, long seed) {
        var shared = new SharedCap(CAP, CAP, 1, SharedCap.all(workers), seed);
        shared.pass(Duration.ofMinutes(1));
        Figures steady = shared.pass(LONG);

        assertThat(steady.used()).as("%s", steady).isGreaterThanOrEqualTo(0.9);
        assertThat(steady.refusedPart()).as("%s", steady).isLessThan(0.05);
        assertThat(steady.unevenness()).as("%s", steady).isLessThanOrEqualTo(1.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anotherProgramsHalfOfTheCapIsLeftToIt(long seed) {
        List<Load> loads = new ArrayList<>(SharedCap.all(4));
        loads.addAll(Collections.nCopies(4, new Load(12)));
        var shared = new SharedCap(CAP, CAP, 4, loads, seed);
        shared.pass(SETTLING);
        Figures steady = shared.pass(LONG);

        assertThat(steady.used()).as("%s", steady).isGreaterThanOrEqualTo(0.85);
        assertThat(steady.refusedPart()).as("%s", steady).isLessThan(0.05);
    }
}
