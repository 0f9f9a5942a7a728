package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.ledger.InFlight.Kind;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static final Duration GRACE = LedgerPolicy.DEFAULT.queueGrace();
    private static final Duration STANDSTILL = GRACE.multipliedBy(30);

    @Test
    void aTaskThatYoungerOnesHaveOvertakenByTheGraceIsIssuedAgain() {
        JobWalk walk = JobWalk.submitted(job());
        Task lost = walk.task();
        Instant issued = walk.now;
        walk.after(GRACE.multipliedBy(2));
        walk.queues = walk.queues.started(Kind.FIRST_SLICE, issued.plus(GRACE), walk.now);
        assertThat(walk.wakeUp().issued()).isEmpty();
        walk.queues = walk.queues.started(Kind.FIRST_SLICE, issued.plus(GRACE).plusMillis(1), walk.now);

        walk.wakeUp();

        assertThat(walk.task().id().issue()).isEqualTo(lost.id().issue() + 1);
        assertThat(walk.record().inFlight()).hasSize(1);
        assertThat(walk.record().tries()).isEqualTo(Tries.FIRST);
    }

    @Test
    void aTaskInAQueueThatStoodStillForLongIsIssuedAgain() {
        JobWalk walk = JobWalk.submitted(job());

        assertThat(walk.after(STANDSTILL).wakeUp().issued()).isEmpty();
        assertThat(walk.after(Duration.ofMillis(1)).wakeUp().issued()).hasSize(1);
    }

    @Test
    void aLongQueueThatMovesLosesNothing() {
        JobWalk walk = JobWalk.submitted(job());
        for (int n = 0; n < 100; n++) {
            walk.after(GRACE);
            walk.queues = walk.queues.started(Kind.FIRST_SLICE, Samples.START.minusSeconds(1), walk.now);
            assertThat(walk.wakeUp().issued()).isEmpty();
        }
    }

    @Test
    void otherQueuesThatAreBusyDoNotHideATaskThatWasLost() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.done(walk.task(1), sent("s1", 0));
        Task lost = walk.task();
        while (walk.issued().isEmpty() || walk.task().equals(lost)) {
            walk.after(GRACE);
            walk.queues = walk.queues.started(Kind.FIRST_SLICE, walk.now, walk.now);
            walk.queues = walk.queues.started(Kind.FINISH, walk.now, walk.now);
            walk.wakeUp();
            assertThat(walk.now).isBefore(Samples.START.plus(STANDSTILL.multipliedBy(2)));
        }

        assertThat(((Task.Slice) walk.task()).range()).isEqualTo(((Task.Slice) lost).range());
    }

    @Test
    void aFinishShowsThatTheAbortsOfItsQueueWereOvertaken() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.failed(walk.task(1), Remedy.GIVE_UP);
        Instant issued = walk.now;
        walk.after(GRACE.multipliedBy(3));
        walk.queues = walk.queues.started(Kind.FINISH, issued.plus(GRACE.multipliedBy(2)), walk.now);

        assertThat(walk.wakeUp().task()).isInstanceOf(Task.Abort.class);
    }

    @Test
    void eachReissueWaitsTwiceAsLongForAQueueThatStandsStill() {
        JobWalk walk = JobWalk.submitted(job());
        Duration patience = STANDSTILL;
        for (int n = 0; n < 8; n++) {
            assertThat(walk.after(patience).wakeUp().issued()).isEmpty();
            assertThat(walk.after(Duration.ofMillis(1)).wakeUp().issued()).hasSize(1);
            patience = n < 6 ? patience.multipliedBy(2) : patience;
        }
        assertThat(walk.record().inFlight()).hasSize(1);
    }

    @Test
    void aStartOfTheTaskThatWasReplacedIsStale() {
        JobWalk walk = JobWalk.submitted(job());
        Task replaced = walk.task();
        walk.after(STANDSTILL.plusMillis(1)).wakeUp();

        walk.started(replaced);

        assertThat(walk.phase()).isEqualTo(Phase.QUEUED);
        assertThat(walk.record().inFlight().getFirst().started()).isFalse();
    }
}
