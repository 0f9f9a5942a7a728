package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.LEASE;
import static dev.longshore.worker.ledger.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.ledger.InFlight.Kind;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@link Rules} holds every step of every test to "never late"; these name the cases. */
class TimerTest {
    private static final Duration WINDOW = LedgerPolicy.DEFAULT.dedupeWindow();

    @Test
    void aQueuedJobLooksForItsTaskAfterTheGrace() {
        JobWalk walk = JobWalk.submitted(job());

        assertThat(walk.record().wakeAt()).isEqualTo(walk.now.plus(LedgerPolicy.DEFAULT.queueGrace()));
    }

    @Test
    void aTaskThatWaitsInALongQueueIsLookedForMoreAndMoreSeldom() {
        JobWalk walk = JobWalk.submitted(job());
        Instant begun = walk.now;
        int looks = 0;
        while (walk.now.isBefore(begun.plus(Duration.ofHours(10)))) {
            walk.after(Duration.between(walk.now, walk.record().wakeAt()));
            walk.queues = walk.queues.started(Kind.FIRST_SLICE, begun.minusSeconds(1), walk.now);
            assertThat(walk.wakeUp().issued()).isEmpty();
            looks++;
        }
        assertThat(looks).isBetween(5, 20);
    }

    @Test
    void aRunningJobLooksForSilenceAfterTheLease() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        assertThat(walk.record().wakeAt()).isEqualTo(walk.now.plus(LEASE));
    }

    @Test
    void aWaitingJobWakesForItsRetry() {
        JobWalk walk = JobWalk.submitted(job());
        walk.failed(walk.task(), Remedy.RETRY);

        assertThat(walk.record().wakeAt()).isEqualTo(walk.record().retryAt());
    }

    @Test
    void aTimerThatFiresEarlyDoesNothingAndIsSetAgain() {
        JobWalk walk = JobWalk.submitted(job());
        walk.failed(walk.task(), Remedy.RETRY);

        walk.wakeUp();

        assertThat(walk.issued()).isEmpty();
        assertThat(walk.record().wakeAt()).isEqualTo(walk.record().retryAt());
    }

    @Test
    void anEndedJobIsForgottenAfterTheDedupeWindowAndIsNewWhenItComesAgain() {
        JobWalk walk = JobWalk.closing(job());
        walk.committed(walk.task(), "s1", "file-1").after(WINDOW.minusMillis(1)).wakeUp();
        assertThat(walk.forgotten()).isFalse();

        walk.after(Duration.ofMillis(1)).wakeUp();

        assertThat(walk.forgotten()).isTrue();
        assertThat(walk.effects()).isEmpty();
    }

    @Test
    void anEndedJobIsNotForgottenWhileAnAbortIsInFlightAndNotWokenForItEither() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Task abort = walk.failed(walk.task(1), Remedy.GIVE_UP).issued().getFirst();
        walk.after(WINDOW).started(abort).after(LEASE.dividedBy(2)).wakeUp();
        assertThat(walk.record().wakeAt()).isEqualTo(walk.now.plus(LEASE.dividedBy(2)));

        walk.aborted(abort, "s1");
        assertThat(walk.untilTimer().forgotten()).isTrue();
    }

    @Test
    void aRunAgainIsRememberedFromItsOwnEnd() {
        JobWalk walk = JobWalk.submitted(job());
        walk.failed(walk.task(), Remedy.GIVE_UP).after(WINDOW.minusSeconds(1)).submit();
        walk.failed(walk.task(), Remedy.GIVE_UP).after(Duration.ofSeconds(2)).wakeUp();

        assertThat(walk.forgotten()).isFalse();
        assertThat(walk.untilTimer().forgotten()).isTrue();
    }
}
