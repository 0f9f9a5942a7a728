package dev.longshore.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.worker.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallTurnsTest {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger workers = new AtomicInteger(1);
    private final List<Duration> slept = new ArrayList<>();
    private final CallTurns turns = new CallTurns(100, workers::get, clock, this::sleep);

    private void sleep(Duration time) {
        slept.add(time);
        clock.pass(time);
    }

    @Test
    void aLoneCallAndAFewAfterAPauseAreMadeAtOnce() throws Exception {
        for (int i = 0; i < 100; i++) {
            clock.pass(Duration.ofMillis(11));
            assertThat(turns.await(LONGEST)).isTrue();
        }
        clock.pass(Duration.ofSeconds(1));
        for (int i = 0; i < CallRate.AT_ONCE; i++) {
            assertThat(turns.await(LONGEST)).isTrue();
        }
        assertThat(slept).isEmpty();
        assertThat(turns.await(LONGEST)).isTrue();
        assertThat(slept).hasSize(1);
    }

    @Test
    void callsInARowKeepTheirDistance() throws Exception {
        for (int i = 0; i < 500; i++) {
            assertThat(turns.await(LONGEST)).isTrue();
        }
        assertThat(slept).hasSize(500 - CallRate.AT_ONCE)
                .allSatisfy(time -> assertThat(time).isBetween(Duration.ofMillis(10), Duration.ofNanos(10_300_000)));
    }

    @Test
    void theCapIsDividedByTheWorkersThatThereAre() throws Exception {
        workers.set(4);
        assertThat(turns.await(LONGEST)).isTrue();
        assertThat(turns.share()).isEqualTo(24.5);
        assertThat(turns.rate()).isEqualTo(24.5);
        workers.set(2);
        assertThat(turns.await(LONGEST)).isTrue();
        assertThat(turns.rate()).isEqualTo(49);
        workers.set(0);
        assertThat(turns.await(LONGEST)).isTrue();
        assertThat(turns.share()).isEqualTo(98);
    }

    @Test
    void aWorkerThatIsCutStaysBelowItsNewShareWhenMatesCome() throws Exception {
        turns.refused();
        turns.refused();
        double cut = turns.rate();
        assertThat(cut).isLessThan(98);
        workers.set(10);
        assertThat(turns.await(LONGEST)).isTrue();
        assertThat(turns.rate()).isEqualTo(9.8);
        workers.set(1);
        assertThat(turns.await(LONGEST)).isTrue();
        assertThat(turns.rate()).isEqualTo(98);
    }

    @Test
    void refusalsOfOneMomentCountOnce() {
        turns.refused();
        assertThat(turns.rate()).as("a lone refusal may be anybody's fault").isEqualTo(98);
        for (int i = 0; i < 20; i++) {
            clock.pass(Duration.ofMillis(40));
            turns.refused();
        }
        assertThat(turns.rate()).isEqualTo(98 * 0.85);
        clock.pass(Duration.ofMillis(400));
        turns.refused();
        assertThat(turns.rate()).isLessThan(98 * 0.85);
    }

    @Test
    void howeverOftenItIsRefusedSomeCallsRemain() throws Exception {
        for (int i = 0; i < 200; i++) {
            clock.pass(Duration.ofSeconds(1));
            turns.refused();
        }
        assertThat(turns.rate()).isEqualTo(CallRate.LEAST);
        assertThat(turns.await(LONGEST)).isTrue();
    }

    @Test
    void aTurnThatIsTooFarAwayIsNotWaitedFor() throws Exception {
        CallTurns rare = new CallTurns(1, () -> 10, clock, this::sleep);
        for (int i = 0; i < CallRate.AT_ONCE; i++) {
            assertThat(rare.await(LONGEST)).isTrue();
        }
        assertThat(rare.await(LONGEST)).isFalse();
        assertThat(slept).isEmpty();
        assertThat(rare.await(Duration.ofSeconds(11))).as("none was taken").isTrue();
    }

    @Test
    void whoeverIsInterruptedTakesNoTurn() throws Exception {
        List<Duration> asked = new ArrayList<>();
        CallTurns interrupting = new CallTurns(100, () -> 1, clock, time -> {
            asked.add(time);
            throw new InterruptedException();
        });
        for (int i = 0; i < CallRate.AT_ONCE; i++) {
            assertThat(interrupting.await(LONGEST)).isTrue();
        }
        assertThatThrownBy(() -> interrupting.await(LONGEST)).isInstanceOf(InterruptedException.class);
        assertThat(asked).hasSize(1);
        clock.pass(asked.getFirst());
        assertThat(interrupting.await(LONGEST)).as("the turn is still there").isTrue();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> interrupting.await(LONGEST)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aCapMustBePositive() {
        assertThatThrownBy(() -> new CallTurns(0, () -> 1, clock, this::sleep)).isInstanceOf(IllegalArgumentException.class);
    }
}
