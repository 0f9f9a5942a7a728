package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.plainSession;
import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AbortTest {
    /** A failed job whose session is being aborted. */
    private static JobWalk aborting() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        return walk.failed(walk.task(1), Remedy.GIVE_UP);
    }

    @Test
    void anAbortThatEndedIsDone() {
        JobWalk walk = aborting();

        walk.started(walk.task()).aborted(walk.task(2), "s1");

        assertThat(walk.record().inFlight()).isEmpty();
        assertThat(walk.issued()).isEmpty();
    }

    @Test
    void anAbortThatFailedIsTriedAgainAfterALeaseNotAtOnce() {
        JobWalk walk = aborting();
        Task abort = walk.task();

        walk.started(abort).failed(abort, Remedy.WAIT_FOR_SERVICE);
        assertThat(walk.issued()).isEmpty();
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("abort.failed");

        assertThat(walk.untilExpired().task()).isInstanceOf(Task.Abort.class);
    }

    @Test
    void abortsAreBounded() {
        JobWalk walk = aborting();
        for (int n = 1; n < Closings.MOST_ABORTS; n++) {
            walk.failed(walk.task(), Remedy.RETRY).untilExpired();
        }

        walk.failed(walk.task(), Remedy.RETRY).untilExpired();

        assertThat(walk.issued()).isEmpty();
        assertThat(walk.record().inFlight()).isEmpty();
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("abort.given-up");
    }

    @Test
    void abortsThatNobodyStartsAreBoundedToo() {
        JobWalk walk = aborting();
        int timers = 0;
        while (!walk.forgotten()) {
            walk.untilTimer();
            assertThat(timers++).isLessThan(20_000);
        }

        assertThat(walk.all.stream().filter(effect -> effect instanceof Effect.Issue(Task.Abort _, var _)))
                .hasSizeBetween(2, Closings.MOST_ABORTS);
    }

    @Test
    void workersThatDieInAnAbortCountForNothingUntilItsSessionHasExpired() {
        JobWalk walk = aborting();
        for (int n = 0; n < 3 * Closings.MOST_ABORTS; n++) {
            walk.started(walk.task()).untilExpired();
            assertThat(walk.task()).isInstanceOf(Task.Abort.class);
        }

        walk.started(walk.task()).after(Duration.between(walk.now, session("s1").expiresAt())).untilExpired();

        assertThat(walk.issued()).isEmpty();
        assertThat(walk.sent(Effect.Note.class)).extracting(Effect.Note::event).containsExactly("abort.given-up");
    }

    @Test
    void anAbortHandedBackIsIssuedAgainAtOnceAndCountsForNothing() {
        JobWalk walk = aborting();
        for (int n = 0; n < 3 * Closings.MOST_ABORTS; n++) {
            walk.started(walk.task()).handedBack(walk.task(walk.record().issues()), Sent.NOTHING);
            assertThat(walk.task()).isInstanceOf(Task.Abort.class);
        }

        assertThat(walk.record().inFlight().getFirst().reissues()).isZero();
    }

    @Test
    void anAbortWhileTheJobRunsFollowsTheSameRules() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        Task stray = walk.prepared(walk.task(1), session("s2"), 3).task();

        walk.started(stray).failed(stray, Remedy.GIVE_UP);
        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        assertThat(walk.record().failure()).isNull();

        walk.progress(walk.task(1), sent("s1")).handedBack(stray, Sent.NOTHING);
        assertThat(walk.task()).isInstanceOf(Task.Abort.class);
        walk.aborted(walk.task(), "s2");
        assertThat(walk.record().inFlight()).hasSize(1);
    }

    @Test
    void aSessionThatIsReportedTwiceIsAbortedOnce() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.prepared(walk.task(1), session("s2"), 3);

        walk.prepared(walk.task(1), session("s2"), 3);

        assertThat(walk.issued()).isEmpty();
    }

    @Test
    void aSessionThatComesToLightAfterTheEndIsAborted() {
        JobWalk walk = JobWalk.submitted(job());
        Task frozen = walk.task();
        walk.started(frozen).failed(frozen, Remedy.GIVE_UP);

        walk.prepared(frozen, session("s9"), 3);
        assertThat(((Task.Abort) walk.task()).session().id()).isEqualTo("s9");

        walk.report(new Report.Done(frozen.id(), "worker-1", sent("s8", 0), walk.prepares(frozen, session("s8"), 3)));
        assertThat(((Task.Abort) walk.task()).session().id()).isEqualTo("s8");
        walk.report(new Report.Done(frozen.id(), "worker-1", sent("s7", 0), walk.prepares(frozen, plainSession("s7"), 3)));
        assertThat(walk.issued()).isEmpty();
    }
}
