package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.LEASE;
import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static dev.longshore.worker.ledger.Samples.wideJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration BEAT = Duration.ofSeconds(1);

    @Test
    void aWorkerIsProbedOnlyAfterALeaseOfSilence() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        assertThat(walk.after(LEASE.minus(MOMENT)).wakeUp().sent(Effect.Send.class)).isEmpty();
        assertThat(walk.after(MOMENT).wakeUp().sent(Effect.Send.class)).hasSize(1);
    }

    @Test
    void everyReportRenewsTheLease() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Task slice = walk.task(1);
        for (int n = 0; n < 10; n++) {
            walk.after(LEASE.minus(MOMENT)).progress(slice, new Sent("s1", List.of(), 0));
        }

        assertThat(walk.wakeUp().sent(Effect.Send.class)).isEmpty();
    }

    /** A partition changes hands within seconds, and its new owner reads what was written meanwhile. */
    @Test
    void aReportReadLateRenewsTheLeaseFromWhenItWasWritten() {
        JobWalk walk = JobWalk.prepared(job(), 3).after(BEAT);
        Instant written = walk.now;
        Duration moving = Duration.ofSeconds(4);

        walk.after(moving).report(progress(walk.task(1)), written);

        assertThat(walk.after(LEASE.minus(moving).minus(MOMENT)).wakeUp().sent(Effect.Send.class)).isEmpty();
        assertThat(walk.after(MOMENT).wakeUp().sent(Effect.Send.class)).hasSize(1);
    }

    @Test
    void aReportHoweverOldRenewsTheLeaseForHalfItsTime() {
        JobWalk walk = JobWalk.prepared(job(), 3).after(LEASE.multipliedBy(2));

        walk.report(progress(walk.task(1)), walk.now.minus(Duration.ofHours(1)));

        assertThat(walk.after(LEASE.dividedBy(2).minus(MOMENT)).wakeUp().sent(Effect.Send.class)).isEmpty();
        assertThat(walk.after(MOMENT).wakeUp().sent(Effect.Send.class)).hasSize(1);
    }

    @Test
    void aClockThatIsAheadDoesNotProlongTheLease() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        walk.report(progress(walk.task(1)), walk.now.plus(Duration.ofHours(1)));

        assertThat(walk.after(LEASE).wakeUp().sent(Effect.Send.class)).hasSize(1);
    }

    @Test
    void aReportWrittenAtTheSameMomentAsAnotherSavesTheLeaseAllTheSame() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Instant written = walk.now;
        walk.report(progress(walk.task(1)), written);
        Report.Probe probe = walk.after(LEASE.plus(MOMENT)).wakeUp().sent(Effect.Send.class).getFirst().probe();
        walk.report(progress(walk.task(1)), written);

        walk.report(probe);

        assertThat(walk.sent(Effect.Note.class)).isEmpty();
        assertThat(walk.record().tries().losses()).isZero();
    }

    private static Report progress(Task task) {
        return new Report.Progress(task.id(), "worker-1", new Sent("s1", List.of(), 0));
    }

    @Test
    void anUnansweredProbeIsRepeatedOnceALeaseNotAtEveryTick() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        assertThat(walk.after(LEASE).wakeUp().sent(Effect.Send.class)).hasSize(1);
        assertThat(walk.after(LEASE.minus(MOMENT)).wakeUp().sent(Effect.Send.class)).isEmpty();
        assertThat(walk.after(MOMENT).wakeUp().sent(Effect.Send.class)).hasSize(1);
    }

    @Test
    void aReportReadBetweenTheProbesSendingAndItsReadingSavesTheLease() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Report.Probe probe = walk.after(LEASE).wakeUp().sent(Effect.Send.class).getFirst().probe();
        walk.progress(walk.task(1), sent("s1", 0));
        JobRecord before = walk.record();

        walk.report(probe);

        assertThat(walk.record()).isEqualTo(before);
        assertThat(walk.effects()).isEmpty();
    }

    @Test
    void aLostWorkersSliceIsIssuedAgainWithTheNewestCheckpoint() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.progress(walk.task(1), sent("s1", 0));

        walk.untilExpired();

        Task.Slice again = (Task.Slice) walk.task();
        assertThat(JobWalk.checkpoint(again).done().has(0)).isTrue();
        assertThat(again.range()).isEqualTo(new UnitRange(1, 3));
        assertThat(walk.record().tries().attempt()).isEqualTo(1);
        assertThat(walk.record().tries().losses()).isEqualTo(1);
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("lease.expired");
    }

    @Test
    void aProbeReadTwiceExpiresOneLease() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Report.Probe probe = walk.after(LEASE).wakeUp().sent(Effect.Send.class).getFirst().probe();
        walk.report(probe);
        JobRecord before = walk.record();

        walk.report(probe);

        assertThat(walk.record()).isEqualTo(before);
        assertThat(walk.effects()).isEmpty();
    }

    @Test
    void aJobThatLosesTooManyWorkersInARowFailsAndSaysSo() {
        JobWalk walk = JobWalk.submitted(job());
        for (int loss = 0; loss < LedgerPolicy.DEFAULT.maxLosses(); loss++) {
            walk.started(walk.task()).untilExpired();
            assertThat(walk.record().phase().ended()).isFalse();
        }

        walk.started(walk.task()).untilExpired();

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.error().code()).isEqualTo(ErrorCode.WORKER_LOST.code());
        assertThat(walk.sent(Effect.Show.class)).extracting(show -> show.status().state()).containsExactly(JobState.FAILED);
    }

    @Test
    void aUnitGainedEndsTheRowOfLosses() {
        JobWalk walk = JobWalk.prepared(job(), 100);
        for (int n = 0; n < 3 * LedgerPolicy.DEFAULT.maxLosses(); n++) {
            Task slice = walk.task(walk.record().inFlight().getFirst().id().issue());
            walk.started(slice).progress(slice, sent("s1", n)).untilExpired();
        }

        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(walk.record().tries().losses()).isEqualTo(1);
    }

    @Test
    void aWorkerThatTakesManySlicesAlongIsOneLoss() {
        JobWalk walk = JobWalk.prepared(wideJob(256), 1000);
        List<Task> others = walk.issued();
        assertThat(others).hasSizeGreaterThan(LedgerPolicy.DEFAULT.maxLosses());
        others.forEach(walk::started);

        walk.after(LEASE).wakeUp();
        for (Effect.Send send : walk.sent(Effect.Send.class)) {
            walk.after(MOMENT).report(send.probe());
        }

        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(walk.record().tries().losses()).isEqualTo(1);
        assertThat(walk.record().inFlight()).hasSize(64).noneMatch(InFlight::started);
    }

    @Test
    void aLateWorkerThatReportsAfterItsLeaseEndedDoesNotGetItBack() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Task late = walk.task(1);
        walk.untilExpired();
        Task current = walk.task();

        walk.by("late").started(late).progress(late, sent("s1", 0));

        assertThat(walk.record().inFlight()).extracting(InFlight::id).containsExactly(current.id());
        assertThat(walk.record().inFlight().getFirst().started()).isFalse();
    }

    @Test
    void aFinishWhoseWorkerFellSilentIsIssuedAgain() {
        JobWalk walk = JobWalk.closing(job());
        walk.started(walk.task()).untilExpired();

        assertThat(((Task.Finish) walk.task()).checkpoint().session()).isEqualTo(session("s1"));
        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
    }

    @Test
    void howeverManyWorkersAreLostInAFinishTheMediaThatOneOfThemMayHaveMadeIsNotGivenUp() {
        JobWalk walk = JobWalk.closing(job());
        for (int loss = 0; loss < LedgerPolicy.DEFAULT.maxLosses(); loss++) {
            walk.started(walk.task()).untilExpired();
            assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
        }

        walk.started(walk.task()).untilExpired();

        assertThat(walk.phase()).isEqualTo(Phase.WAITING);
        walk.after(Duration.between(walk.now, walk.record().retryAt())).wakeUp();
        assertThat(((Task.Finish) walk.task()).checkpoint().session()).isEqualTo(session("s1"));
    }

    @Test
    void anUnstartedTaskHasNoLease() {
        JobWalk walk = JobWalk.submitted(job());

        assertThat(walk.after(LEASE.multipliedBy(5)).wakeUp().sent(Effect.Send.class)).isEmpty();
        assertThat(walk.record().inFlight()).hasSize(1);
    }
}
