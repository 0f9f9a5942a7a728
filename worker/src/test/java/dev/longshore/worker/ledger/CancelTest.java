package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.LEASE;
import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CancelTest {
    private static final Duration SETTLED = Stops.SETTLED_AFTER;

    @Test
    void aJobIsCancelledAtOnceUnlessACommitMayHaveTakenEffect() {
        List<Supplier<JobWalk>> early = List.of(
                () -> JobWalk.submitted(job()), () -> JobWalk.prepared(job(), 3),
                () -> JobWalk.prepared(job(), 3).failed(JobWalk.prepared(job(), 3).task(1), Remedy.RETRY));
        for (Supplier<JobWalk> begun : early) {
            JobWalk walk = begun.get().cancel();

            assertThat(walk.phase()).isEqualTo(Phase.CANCELLED);
            assertThat(walk.error().code()).isEqualTo(ErrorCode.CANCELLED_ON_REQUEST.code());
            assertThat(walk.error().category()).isEqualTo(ErrorCategory.CANCELLED);
            assertThat(walk.error().retryable()).isTrue();
            assertThat(walk.error().run()).isEqualTo(1);
            assertThat(walk.error().message()).isEqualTo("Cancelled on request: a new cut");
            assertThat(walk.sent(Effect.Show.class).getLast().status().state()).isEqualTo(JobState.CANCELLED);
            assertThat(walk.record().upload()).isNull();
        }
    }

    @Test
    void theReasonMayBeAbsentAndStaysOnOneLine() {
        assertThat(JobWalk.submitted(job()).cancel(null).error().message()).isEqualTo("Cancelled on request.");
        assertThat(JobWalk.submitted(job()).cancel("a\nb\u202ec").error().message()).isEqualTo("Cancelled on request: a b c");
    }

    @Test
    void theUploadsOfACancelledJobAreAborted() {
        JobWalk walk = JobWalk.prepared(job(), 3).cancel();

        assertThat(walk.issued()).singleElement()
                .isInstanceOfSatisfying(
                        Task.Abort.class, abort -> assertThat(abort.session()).isEqualTo(session("s1")));
    }

    @Test
    void whatASupersededSliceStillReportsChangesNothing() {
        JobWalk walk = JobWalk.prepared(job(), 3).cancel();
        JobRecord cancelled = walk.record();
        Task slice = walk.task(1);

        walk.progress(slice, sent("s1", 0)).failed(slice, sent("s1", 1), Remedy.NEW_SESSION).done(slice, sent("s1", 0, 1, 2));

        assertThat(walk.record()).isEqualTo(cancelled);
    }

    @Test
    void aJobCancelledAndPublishedAgainRunsAgain() {
        JobWalk walk = JobWalk.prepared(job(), 3).cancel().submit();

        assertThat(walk.phase()).isEqualTo(Phase.QUEUED);
        assertThat(walk.record().run()).isEqualTo(2);
        assertThat(walk.record().cancels()).isZero();
        assertThat(walk.record().error()).isNull();

        walk.cancel();
        assertThat(walk.error().run()).isEqualTo(2);
    }

    @Test
    void cancellingAnUnknownJobIsRefusedWithTheRecordKeptAndNothingIsStored() {
        JobWalk walk = new JobWalk(job(), LedgerPolicy.DEFAULT).cancel();

        assertThat(walk.forgotten()).isTrue();
        assertThat(walk.error().code()).isEqualTo(ErrorCode.JOB_UNKNOWN.code());
        assertThat(walk.error().jobId()).isEqualTo("clip");
        assertThat(walk.error().run()).isZero();
        assertThat(walk.error().record()).isNotNull();
    }

    @Test
    void cancellingAnEndedJobIsCountedAndNotedEachTime() {
        JobWalk succeeded = JobWalk.closing(job());
        succeeded.committed(succeeded.task(), "s1", "file-1");
        JobWalk failed = JobWalk.submitted(job());
        failed.failed(failed.task(), Remedy.GIVE_UP);
        JobWalk cancelled = JobWalk.submitted(job()).cancel();
        for (JobWalk walk : List.of(succeeded, failed, cancelled)) {
            Phase ended = walk.phase();
            int before = walk.record().cancels();

            walk.cancel().cancel();

            assertThat(walk.phase()).isEqualTo(ended);
            assertThat(walk.record().cancels()).isEqualTo(before + 2);
            assertThat(walk.effects()).singleElement().isInstanceOf(Effect.Note.class);
        }
    }

    @Test
    void aFinishInFlightIsAwaitedAndItsMediaWins() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();

        walk.started(finish).cancel().cancel();
        assertThat(walk.phase()).isEqualTo(Phase.STOPPING);
        assertThat(walk.record().cancels()).isEqualTo(2);
        assertThat(walk.effects()).isEmpty();

        walk.committed(finish, "s1", "file-1");
        assertThat(walk.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(walk.result().fileId()).isEqualTo("file-1");
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("stop.late");
    }

    @Test
    void afterAFinishThatFailedTheMediaIsLookedUpUntilNoneCanShowUpAnyMore() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.started(finish).cancel().failed(finish, Remedy.RETRY);
        Task first = walk.task();
        assertThat(first).isInstanceOf(Task.LookUp.class);

        walk.started(first).notFound(first);
        assertThat(walk.phase()).isEqualTo(Phase.STOPPING);
        assertThat(walk.record().retryAt()).isEqualTo(Samples.START.plus(SETTLED));

        walk.untilRetry();
        Task last = walk.task();
        walk.started(last).notFound(last);
        assertThat(walk.phase()).isEqualTo(Phase.CANCELLED);
        assertThat(walk.error().code()).isEqualTo(ErrorCode.CANCELLED_ON_REQUEST.code());
        assertThat(walk.issued()).singleElement().isInstanceOf(Task.Abort.class);
    }

    @Test
    void aMediaThatTheLookUpFindsIsASuccess() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.started(finish).failed(finish, Remedy.RETRY).cancel();
        assertThat(walk.phase()).isEqualTo(Phase.STOPPING);

        walk.committed(walk.task(), "s1", "file-1");

        assertThat(walk.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(walk.result().fileId()).isEqualTo("file-1");
    }

    @Test
    void afterAFinishWhoseWorkerFellSilentTheMediaIsLookedUp() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();

        walk.started(finish).cancel().untilExpired();

        assertThat(walk.task()).isInstanceOf(Task.LookUp.class);
        assertThat(walk.phase()).isEqualTo(Phase.STOPPING);
    }

    @Test
    void aFinishThatWasLostFromItsQueueMayComeToLightUntilItsSessionHasExpired() {
        JobWalk walk = JobWalk.closing(job());
        walk.cancel().after(LedgerPolicy.DEFAULT.queueGrace().multipliedBy(31)).wakeUp();
        Task lookUp = walk.task();
        assertThat(lookUp).isInstanceOf(Task.LookUp.class);

        walk.started(lookUp).notFound(lookUp);

        assertThat(walk.record().retryAt()).isEqualTo(session("s1").expiresAt().plus(Stops.SETTLED_AFTER_EXPIRY));
    }

    @Test
    void aLookUpThatFailsIsRepeatedAndOneThatIsLostIsIssuedAgain() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.started(finish).cancel().failed(finish, Remedy.RETRY);
        Task lookUp = walk.task();

        walk.started(lookUp).failed(lookUp, Remedy.WAIT_FOR_SERVICE).untilRetry();
        assertThat(walk.task()).isInstanceOf(Task.LookUp.class);
        walk.started(walk.task()).untilExpired();
        assertThat(walk.task()).isInstanceOf(Task.LookUp.class);
        walk.handedBack(walk.task(), Sent.NOTHING);
        assertThat(walk.task()).isInstanceOf(Task.LookUp.class);
    }

    @Test
    void aLookUpThatCannotBeMadeLeavesADoubtThatTheOutcomeTells() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.started(finish).cancel().failed(finish, Remedy.RETRY);
        walk.failed(walk.task(), Remedy.GIVE_UP);
        assertThat(walk.phase()).isEqualTo(Phase.STOPPING);

        walk.untilRetry().failed(walk.task(), Remedy.GIVE_UP);

        assertThat(walk.phase()).isEqualTo(Phase.CANCELLED);
        assertThat(walk.error().message()).contains("A commit may have taken effect; that could not be looked up: Source.NotFound");
    }

    @Test
    void whoStillReportsAnotherFinishPutsOffTheEnd() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.started(finish).cancel().failed(finish, Remedy.RETRY);
        walk.after(SETTLED.minusSeconds(1)).report(new Report.Progress(finish.id(), "worker-2", Sent.NOTHING));

        assertThat(walk.record().moments().commitOpenUntil()).isEqualTo(walk.now.plus(SETTLED));
    }

    @Test
    void theCurrentSessionIsNotAbortedWhileItsCommitIsInDoubt() {
        JobWalk walk = JobWalk.closing(job());
        walk.started(walk.task()).cancel();

        walk.prepared(walk.task(1), session("s1"), 2);
        walk.report(new Report.Done(walk.task(1).id(), "worker-1", sent("s1"), walk.prepares(walk.task(1), session("s1"), 2)));

        assertThat(walk.issued()).isEmpty();
        walk.prepared(walk.task(1), session("s2"), 2);
        assertThat(((Task.Abort) walk.task()).session().id()).isEqualTo("s2");
    }

    @Test
    void aSessionThatWasOnlyAnnouncedIsAbortedOnceItsWorkerIsSilent() {
        JobWalk walk = JobWalk.submitted(job());
        Task first = walk.task();
        walk.started(first).prepared(first, Samples.announced("s1"), 3).cancel();
        assertThat(walk.phase()).isEqualTo(Phase.CANCELLED);
        assertThat(walk.issued()).isEmpty();

        walk.after(LEASE.dividedBy(2)).progress(first, sent("s1")).after(LEASE.dividedBy(2)).wakeUp();
        assertThat(walk.sent(Effect.Send.class)).isEmpty();
        walk.untilExpired();

        assertThat(((Task.Abort) walk.task()).session()).isEqualTo(Samples.announced("s1"));
        walk.aborted(walk.task(), "s1");
        assertThat(walk.record().inFlight()).isEmpty();
    }

    /** The queue gave the same task to two workers; each has its own silence. */
    @Test
    void aSessionThatASecondCarrierOfATaskHasAnnouncedIsLeftAloneAsLongAsThatCarrierIsHeardOf() {
        JobWalk walk = JobWalk.prepared(job(), 2);
        Task first = walk.task(1);
        walk.by("worker-2").prepared(first, Samples.announced("s2"), 2);
        walk.by("worker-1").done(first, sent("s1", 0));
        walk.after(LEASE.dividedBy(2)).by("worker-2").progress(first, sent("s2"));
        walk.after(LEASE.dividedBy(2)).wakeUp();
        assertThat(walk.sent(Effect.Send.class)).isEmpty();
    }

    @Test
    void aSessionThatIsOpenedInFullAfterTheCancelIsAbortedAtOnce() {
        JobWalk walk = JobWalk.submitted(job());
        Task first = walk.task();
        walk.started(first).prepared(first, Samples.announced("s1"), 3).cancel();

        walk.prepared(first, session("s1"), 3);

        assertThat(((Task.Abort) walk.task()).session()).isEqualTo(session("s1"));
        assertThat(walk.record().inFlight()).hasSize(1);
    }

    @Test
    void anUnannouncedFailureLeavesNothingToAbort() {
        JobWalk walk = JobWalk.submitted(job());

        walk.started(walk.task())
                .report(new Report.Failed(
                        walk.task(1).id(), "worker-1", Sent.NOTHING,
                        Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "no answer")));

        assertThat(walk.record().inFlight()).isEmpty();
    }
}
