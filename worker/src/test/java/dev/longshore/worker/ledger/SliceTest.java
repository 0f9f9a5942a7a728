package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.plainSession;
import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static dev.longshore.worker.ledger.Samples.units;
import static dev.longshore.worker.ledger.Samples.wideJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobState;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import dev.longshore.worker.step.UnitReceipt;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
    @Test
    void theFirstSliceToStartMakesTheJobUploading() {
        JobWalk walk = JobWalk.submitted(job());

        walk.by("worker-7").started(walk.task());

        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(walk.record().moments().startedAt()).isEqualTo(walk.now);
        assertThat(walk.sent(Effect.Show.class).getFirst().status().worker()).isEqualTo("worker-7");
    }

    @Test
    void aReportWhoseStartWasNotReadStillShowsThatAWorkerHasBegun() {
        JobWalk walk = JobWalk.submitted(job());

        walk.failed(walk.task(), Remedy.RETRY).untilRetry();

        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(walk.record().moments().startedAt()).isNotNull();
    }

    @Test
    void preparedRecordsTheSession() {
        JobWalk walk = JobWalk.prepared(job(), 5);

        Checkpoint upload = walk.record().upload();
        assertThat(upload).isNotNull();
        assertThat(upload.session()).isEqualTo(session("s1"));
        assertThat(upload.plan().units()).isEqualTo(5);
        assertThat(walk.issued()).isEmpty();
        assertThat(walk.record().inFlight().getFirst().range()).isEqualTo(new UnitRange(0, 5));
    }

    @Test
    void aRepeatedPreparedChangesNothing() {
        JobWalk walk = JobWalk.prepared(job(), 5);
        JobRecord before = walk.record();

        walk.prepared(walk.task(1), session("s1"), 5);

        assertThat(walk.record()).isEqualTo(before);
        assertThat(walk.issued()).isEmpty();
    }

    @Test
    void aSecondSessionOfTheSameTaskIsAborted() {
        JobWalk walk = JobWalk.prepared(job(), 5);

        walk.by("worker-2").prepared(walk.task(1), session("s2"), 5);

        assertThat(walk.task()).isInstanceOfSatisfying(Task.Abort.class, abort -> assertThat(abort.session()).isEqualTo(session("s2")));
        assertThat(walk.upload().session().id()).isEqualTo("s1");
    }

    @Test
    void aSecondSessionWithoutMultipartUploadsNeedsNoAbort() {
        JobWalk walk = JobWalk.prepared(job(), 5);

        walk.by("worker-2").prepared(walk.task(1), plainSession("s2"), 5);

        assertThat(walk.issued()).isEmpty();
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("session.superseded");
    }

    @Test
    void theSessionOfASliceThatWasReplacedIsAborted() {
        JobWalk walk = JobWalk.submitted(job());
        Task frozen = walk.task();
        walk.started(frozen).untilExpired();

        walk.prepared(frozen, session("s1"), 5);

        assertThat(walk.task()).isInstanceOf(Task.Abort.class);
        assertThat(walk.record().upload()).isNull();
    }

    @Test
    void aWorkerWhoseSessionWasRefusedCanNeitherFailNorEndNorKeepAliveTheOthersSlice() {
        JobWalk walk = JobWalk.prepared(job(), 5);
        Task shared = walk.task(1);
        walk.by("worker-2").prepared(shared, session("s2"), 5).after(Samples.LEASE.dividedBy(2));
        JobRecord before = walk.record();
        InFlight held = before.inFlight().getFirst();

        walk.failed(shared, sent("s2", 0), Remedy.NEW_SESSION);
        walk.done(shared, sent("s2", 0, 1));
        walk.handedBack(shared, sent("s2", 0, 1));
        walk.progress(shared, sent("s2", 0, 1));

        assertThat(walk.record().upload()).isEqualTo(before.upload());
        assertThat(walk.record().tries()).isEqualTo(before.tries());
        InFlight stillHeld = walk.record().inFlight().getFirst();
        assertThat(stillHeld.id()).isEqualTo(held.id());
        assertThat(stillHeld.heardAt()).isEqualTo(held.heardAt());
    }

    @Test
    void aSmallUploadReportsItsSessionWithItsEnd() {
        JobWalk walk = JobWalk.submitted(job());
        Task first = walk.task();
        walk.started(first);

        walk.report(new Report.Done(first.id(), "worker-1", sent("s1", 0), walk.prepares(first, plainSession("s1"), 1)));

        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
        assertThat(walk.task()).isInstanceOf(Task.Finish.class);
    }

    @Test
    void whenTheBudgetEndsTheRestIsIssued() {
        JobWalk walk = JobWalk.prepared(job(), 5);

        walk.done(walk.task(1), sent("s1", 0, 1, 3));

        Task.Slice rest = (Task.Slice) walk.task();
        assertThat(rest.range()).isEqualTo(new UnitRange(2, 5));
        assertThat(JobWalk.checkpoint(rest).done().count()).isEqualTo(3);
        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
    }

    @Test
    void aWideJobIsCarriedBySeveralSlicesThatShareThePlan() {
        JobWalk walk = JobWalk.prepared(wideJob(16), 100);

        assertThat(walk.record().inFlight()).extracting(InFlight::range)
                .containsExactly(new UnitRange(0, 13), new UnitRange(13, 42), new UnitRange(42, 71), new UnitRange(71, 100));
        assertThat(walk.issued()).hasSize(3).allSatisfy(task -> assertThat(((Task.Slice) task).parallelism()).isEqualTo(4));
    }

    @Test
    void aPlanOfHardlyMoreUnitsThanMayBeInFlightHasThemAllInFlight() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 9);

        assertThat(walk.record().inFlight()).extracting(InFlight::range).containsExactly(new UnitRange(0, 4), new UnitRange(4, 9));
    }

    @Test
    void allSlicesTogetherHaveNoMoreUnitsInFlightThanTheJobAllows() {
        for (int wanted = 1; wanted <= 256; wanted++) {
            JobWalk walk = JobWalk.prepared(wideJob(wanted), 10_000);
            Task.Slice first = (Task.Slice) walk.task(1);
            assertThat(walk.record().inFlight()).hasSize(first.ways());
            assertThat(first.ways() * first.parallelism()).isBetween((wanted + 1) / 2, wanted);
            assertThat(first.parallelism()).isLessThanOrEqualTo(LedgerPolicy.DEFAULT.sliceParallelism());
        }
    }

    /** However many units the job asks for: one worker can keep the limit without asking others. */
    @Test
    void aJobWithABandwidthLimitHasOneSliceAtMost() {
        for (int wanted = 1; wanted <= 256; wanted *= 4) {
            UploadJob job = UploadJob.builder("film", "/media/film.mp4").concurrentUploadNumber(wanted).bandwidthLimit(1L << 20).build();
            Task.Slice first = (Task.Slice) JobWalk.submitted(job).task();
            assertThat(first.ways()).isEqualTo(1);
            assertThat(first.parallelism()).isEqualTo(Math.min(wanted, LedgerPolicy.DEFAULT.sliceParallelism()));
            assertThat(first.job().bandwidthLimit()).isEqualTo(1L << 20);

            JobWalk walk = JobWalk.prepared(job, 100);
            assertThat(walk.record().inFlight()).extracting(InFlight::range).containsExactly(new UnitRange(0, 100));
            walk.handedBack(walk.task(1), sent("s1", 3, 4));
            assertThat(walk.record().inFlight()).extracting(InFlight::range).containsExactly(new UnitRange(0, 100));
        }
    }

    @Test
    void aWayThatBecomesFreeTakesOnlyWhatNobodyCarries() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 10);
        Task second = walk.task();

        walk.done(walk.task(1), sent("s1", 0, 1));

        assertThat(((Task.Slice) walk.task()).range()).isEqualTo(new UnitRange(2, 4));
        assertThat(walk.record().inFlight()).extracting(InFlight::id).contains(second.id());
    }

    @Test
    void whatDoesNotFitIntoTheFreeWaysIsIssuedLater() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 14);
        Task low = walk.task(1);
        Task high = walk.task();
        walk.done(high, sent("s1", 4, 5));
        Task rest = walk.task();
        walk.done(low, sent("s1", 0, 2));
        assertThat(((Task.Slice) walk.task()).range()).isEqualTo(new UnitRange(1, 4));

        walk.done(walk.task(), sent("s1", 1, 3)).done(rest, sent("s1", units(6, 14)));

        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
    }

    @Test
    void aStaleReportChangesNothingButDoneUnitsOfTheCurrentSession() {
        JobWalk walk = JobWalk.prepared(job(), 5);
        Task stale = walk.task(1);
        walk.untilExpired();
        JobRecord before = walk.record();

        walk.by("late").progress(stale, sent("s1", 2));
        assertThat(walk.upload().done().has(2)).isTrue();
        assertThat(walk.record().inFlight()).isEqualTo(before.inFlight());

        JobRecord then = walk.record();
        walk.progress(stale, sent("another", 3)).progress(stale, new Sent(null, Samples.receipts(4), 100)).started(stale);
        walk.failed(stale, Remedy.GIVE_UP).handedBack(stale, Sent.NOTHING).done(stale, Sent.NOTHING);
        assertThat(walk.record()).isEqualTo(then);
        assertThat(walk.issued()).isEmpty();
    }

    @Test
    void aUnitOutsideThePlanIsNotCounted() {
        JobWalk walk = JobWalk.prepared(job(), 2);

        walk.progress(walk.task(1), sent("s1", 0, 2));

        assertThat(walk.upload().done().count()).isEqualTo(1);
        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
    }

    @Test
    void theFirstReceiptOfAUnitHolds() {
        JobWalk walk = JobWalk.prepared(job(), 2);
        walk.progress(walk.task(1), sent("s1", 0));
        var other = new UnitReceipt(0, 100, "another-etag", null);

        walk.progress(walk.task(1), new Sent("s1", List.of(other), 200));

        assertThat(walk.upload().done().receipts()).extracting(UnitReceipt::etag).containsExactly("etag-0");
    }

    @Test
    void aSliceHandedBackIsIssuedAgainAtOnceWithoutSpendingAnAttempt() {
        JobWalk walk = JobWalk.prepared(job(), 5);
        Tries before = walk.record().tries();

        walk.handedBack(walk.task(1), sent("s1", 0));

        assertThat(((Task.Slice) walk.task()).range()).isEqualTo(new UnitRange(1, 5));
        assertThat(walk.record().tries().attempt()).isEqualTo(before.attempt());
        assertThat(walk.record().retryAt()).isNull();
    }

    @Test
    void progressIsShown() {
        JobWalk walk = JobWalk.prepared(job(), 5);

        walk.progress(walk.task(1), sent("s1", 0, 1));

        var status = walk.sent(Effect.Show.class).getFirst().status();
        assertThat(status.state()).isEqualTo(JobState.UPLOADING);
        assertThat(status.unitsDone()).isEqualTo(2);
        assertThat(status.unitsTotal()).isEqualTo(5);
        assertThat(status.bytesDone()).isEqualTo(200);
        assertThat(status.bytesTotal()).isEqualTo(500);
    }
}
