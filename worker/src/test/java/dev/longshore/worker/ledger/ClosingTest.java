package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static dev.longshore.worker.ledger.Samples.wideJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClosingTest {
    @Test
    void noFinishIsIssuedBeforeAllUnitsAreDone() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        walk.progress(walk.task(1), sent("s1", 0, 2));
        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(walk.issued()).isEmpty();

        walk.progress(walk.task(1), sent("s1", 1));
        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
        assertThat(walk.task()).isInstanceOf(Task.Finish.class);
    }

    @Test
    void aFinishSaysWhetherItIsTheFirstOfItsSession() {
        JobWalk walk = JobWalk.closing(job());
        assertThat(((Task.Finish) walk.task()).first()).isTrue();
        walk.failed(walk.task(), Remedy.WAIT_FOR_SERVICE).untilRetry();
        assertThat(((Task.Finish) walk.task()).first()).isFalse();
        walk.started(walk.task()).untilExpired();
        assertThat(((Task.Finish) walk.task()).first()).isFalse();
    }

    @Test
    void theSliceThatSentTheLastUnitMayEndAfterwards() {
        JobWalk walk = JobWalk.prepared(job(), 1);
        Task slice = walk.task(1);
        walk.progress(slice, sent("s1", 0));
        JobRecord closing = walk.record();

        walk.done(slice, sent("s1", 0));

        assertThat(walk.record()).isEqualTo(closing);
        assertThat(walk.issued()).isEmpty();
    }

    @Test
    void oneFinishIsInFlightAtATime() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 4);
        Task low = walk.task(1);
        Task high = walk.task();
        walk.done(low, sent("s1", 0, 1)).progress(high, sent("s1", 2, 3));

        walk.done(high, sent("s1", 2, 3)).progress(low, sent("s1", 0));

        assertThat(walk.all.stream().filter(effect -> effect instanceof Effect.Issue(var _, var kind) && kind == InFlight.Kind.FINISH))
                .hasSize(1);
    }

    @Test
    void aCommittedMediaEndsTheJobOnce() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.started(finish);

        walk.committed(finish, "s1", "file-1");
        assertThat(walk.phase()).isEqualTo(Phase.SUCCEEDED);
        assertThat(walk.result().fileId()).isEqualTo("file-1");
        assertThat(walk.result().repeat()).isFalse();
        assertThat(walk.record().upload()).isNull();

        walk.committed(finish, "s1", "file-1");
        assertThat(walk.effects()).isEmpty();
        assertThat(walk.phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void theCommitOfAFinishThatWasReplacedCounts() {
        JobWalk walk = JobWalk.closing(job());
        Task frozen = walk.task();
        walk.started(frozen).untilExpired();
        Task second = walk.task();
        assertThat(second).isInstanceOf(Task.Finish.class);

        walk.committed(frozen, "s1", "file-1");

        assertThat(walk.phase()).isEqualTo(Phase.SUCCEEDED);
        walk.committed(second, "s1", "file-1");
        assertThat(walk.effects()).isEmpty();
    }

    @Test
    void aMediaThatComesToLightAfterTheOutcomeIsNotedForTheOperator() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();
        walk.failed(finish, Remedy.GIVE_UP);

        walk.committed(finish, "s1", "file-1");

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("closed.late");
    }

    @Test
    void aMediaOfAnEarlierRunIsNoOutcomeOfThisOne() {
        JobWalk walk = JobWalk.closing(job());
        Task old = walk.task();
        walk.failed(old, Remedy.GIVE_UP).submit();

        walk.committed(old, "s1", "file-1");

        assertThat(walk.phase()).isEqualTo(Phase.QUEUED);
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("closed.stale");
    }

    @Test
    void aMediaOfASessionThatIsNotTheRecordedOneOrNotWholeIsNoOutcome() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Task slice = walk.task(1);

        walk.committed(slice, "s1", "file-1");
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("closed.unrecorded");
        walk.progress(slice, sent("s1", 0, 1, 2)).committed(walk.task(), "s0", "file-0");
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("closed.unrecorded");

        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
    }

    @Test
    void aFinishHandedBackIsIssuedAgainAtOnce() {
        JobWalk walk = JobWalk.closing(job());
        Task finish = walk.task();

        walk.started(finish).handedBack(finish, Sent.NOTHING);

        assertThat(walk.task()).isInstanceOf(Task.Finish.class);
        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
        assertThat(walk.record().tries().attempt()).isEqualTo(1);
    }

    @Test
    void aFinishThatFailedIsTriedAgainAfterTheWaitWithTheSameSession() {
        JobWalk walk = JobWalk.closing(job());

        walk.failed(walk.task(), Remedy.RETRY);
        assertThat(walk.phase()).isEqualTo(Phase.WAITING);
        assertThat(walk.issued()).isEmpty();

        walk.untilRetry();
        assertThat(walk.phase()).isEqualTo(Phase.CLOSING);
        assertThat(((Task.Finish) walk.task()).checkpoint().session()).isEqualTo(session("s1"));
    }

    @Test
    void theTimingsSayWhereTheTimeWent() {
        JobWalk walk = JobWalk.submitted(job());
        Task first = walk.task();
        walk.after(Duration.ofSeconds(2)).started(first).prepared(first, session("s1"), 1);
        walk.after(Duration.ofSeconds(3)).done(first, sent("s1", 0));
        Task finish = walk.task();
        walk.after(Duration.ofSeconds(1)).failed(finish, Remedy.RETRY).untilRetry();
        Duration waited = Duration.between(Samples.START.plusSeconds(5), walk.now);

        walk.after(Duration.ofSeconds(4)).committed(walk.task(), "s1", "file-1");

        long closing = waited.plusSeconds(4).toMillis();
        assertThat(walk.result().timings()).isEqualTo(new Timings(2000, 3000, closing, 5000 + closing));
    }

    @Test
    void bytesSentAgainAreWhatWentBeyondThePlan() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.done(walk.task(1), new Sent("s1", Samples.receipts(0), 230));

        walk.by("worker-2").done(walk.task(), new Sent("s1", Samples.receipts(1, 2), 200));
        UploadResult result = walk.committed(walk.task(), "s1", "file-1").result();

        assertThat(result.bytesSent()).isEqualTo(430);
        assertThat(result.bytesSentAgain()).isEqualTo(130);
        assertThat(result.size()).isEqualTo(300);
    }

    @Test
    void whatALostWorkerHadUnderWayCountsAsSentInFull() {
        JobWalk walk = JobWalk.prepared(job(), 9);
        walk.progress(walk.task(1), new Sent("s1", Samples.receipts(0), 150)).untilExpired();
        int lanes = LedgerPolicy.DEFAULT.sliceParallelism();
        assertThat(walk.record().bytesSent()).isEqualTo(100 + lanes * Samples.UNIT_BYTES);

        walk.by("worker-2").done(walk.task(), new Sent("s1", Samples.receipts(1, 2, 3, 4, 5, 6), 600));
        walk.started(walk.task()).untilExpired();
        assertThat(walk.record().bytesSent()).as("two units were left").isEqualTo(700 + (lanes + 2) * Samples.UNIT_BYTES);

        walk.done(walk.task(), new Sent("s1", Samples.receipts(7, 8), 200));
        assertThat(walk.committed(walk.task(), "s1", "file-1").result().bytesSentAgain()).isEqualTo((lanes + 2) * Samples.UNIT_BYTES);
    }

    @Test
    void aRepeatedCountOfBytesIsNotAddedTwice() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Task slice = walk.task(1);

        walk.progress(slice, new Sent("s1", Samples.receipts(0), 150)).progress(slice, new Sent("s1", Samples.receipts(0), 150));
        walk.progress(slice, new Sent("s1", Samples.receipts(), 120));

        assertThat(walk.record().bytesSent()).isEqualTo(150);
    }
}
