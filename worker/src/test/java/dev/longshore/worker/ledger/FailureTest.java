package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static dev.longshore.worker.ledger.Samples.sent;
import static dev.longshore.worker.ledger.Samples.session;
import static dev.longshore.worker.ledger.Samples.wideJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final LedgerPolicy POLICY = LedgerPolicy.DEFAULT;

    @Test
    void aPermanentFailureEndsTheRunAtOnceAndAbortsItsSession() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        walk.failed(walk.task(1), Remedy.GIVE_UP);

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.error().code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(walk.error().attempts()).isEqualTo(1);
        assertThat(walk.task()).isInstanceOfSatisfying(Task.Abort.class, abort -> assertThat(abort.session()).isEqualTo(session("s1")));
    }

    @Test
    void theLastStatusOfAFailedRunSaysHowFarItHadCome() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        walk.failed(walk.task(1), sent("s1", 0, 1), Remedy.GIVE_UP);

        List<Effect.Show> shown = walk.sent(Effect.Show.class);
        assertThat(shown).hasSize(1);
        JobStatus status = shown.getFirst().status();
        assertThat(status.state()).isEqualTo(JobState.FAILED);
        assertThat(status.unitsDone()).isEqualTo(2);
        assertThat(status.errorCode()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
    }

    @Test
    void aFailureThatMayPassIsWaitedOutAndSpendsAnAttempt() {
        JobWalk walk = JobWalk.prepared(job(), 3);

        walk.failed(walk.task(1), sent("s1", 0), Remedy.RETRY);
        assertThat(walk.phase()).isEqualTo(Phase.WAITING);
        assertThat(walk.issued()).isEmpty();
        assertThat(walk.record().tries().attempt()).isEqualTo(2);

        walk.untilRetry();
        Task.Slice again = (Task.Slice) walk.task();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(JobWalk.checkpoint(again).done().has(0)).isTrue();
        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
    }

    @Test
    void attemptsAreBounded() {
        JobWalk walk = JobWalk.submitted(job());
        for (int attempt = 1; attempt < POLICY.maxAttempts(); attempt++) {
            walk.failed(walk.task(), Remedy.RETRY).untilRetry();
        }

        walk.failed(walk.task(), Remedy.RETRY);

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.error().attempts()).isEqualTo(POLICY.maxAttempts());
        assertThat(walk.all.stream().filter(Effect.Issue.class::isInstance)).hasSize(POLICY.maxAttempts());
    }

    @Test
    void whatHappensToEverybodySpendsNoAttempt() {
        JobWalk walk = JobWalk.submitted(job());
        for (int n = 0; n < 50; n++) {
            walk.failed(walk.task(), Remedy.WAIT_FOR_SERVICE);
            assertThat(walk.phase()).isEqualTo(Phase.WAITING);
            walk.untilRetry();
        }

        assertThat(walk.record().tries().attempt()).isEqualTo(1);
        assertThat(walk.record().tries().waits()).isEqualTo(50);
        assertThat(walk.record().phase().ended()).isFalse();
    }

    @Test
    void aUnitGainedEndsTheRowOfWaits() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.failed(walk.task(1), Remedy.WAIT_FOR_SERVICE).untilRetry();

        walk.progress(walk.task(), sent("s1", 0));

        assertThat(walk.record().tries().waits()).isZero();
    }

    @Test
    void slicesThatFailTogetherSpendOneAttempt() {
        JobWalk walk = JobWalk.prepared(wideJob(16), 100);
        List<Task> others = walk.issued();
        walk.failed(walk.task(1), Remedy.RETRY);
        Instant retryAt = walk.record().retryAt();

        others.forEach(other -> walk.failed(other, Remedy.RETRY));

        assertThat(walk.record().tries().attempt()).isEqualTo(2);
        assertThat(walk.record().retryAt()).isEqualTo(retryAt);
        assertThat(walk.untilRetry().issued()).hasSize(4);
    }

    @Test
    void slicesThatWaitForTheServiceTogetherCountAsOneWait() {
        JobWalk walk = JobWalk.prepared(wideJob(16), 100);
        List<Task> others = walk.issued();

        walk.failed(walk.task(1), Remedy.WAIT_FOR_SERVICE);
        others.forEach(other -> walk.failed(other, Remedy.WAIT_FOR_SERVICE));

        assertThat(walk.record().tries().waits()).isEqualTo(1);
    }

    @Test
    void theOtherSlicesCarryOnWhileOneFailureIsWaitedOut() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 4);
        Task high = walk.task();

        walk.failed(walk.task(1), Remedy.RETRY);
        assertThat(walk.phase()).isEqualTo(Phase.UPLOADING);
        walk.done(high, sent("s1", 2, 3));
        assertThat(walk.issued()).isEmpty();
        assertThat(walk.phase()).isEqualTo(Phase.WAITING);

        assertThat(walk.untilRetry().issued()).extracting(task -> ((Task.Slice) task).range())
                .containsExactly(new UnitRange(0, 1), new UnitRange(1, 2));
    }

    @Test
    void aNewSessionDropsAndAbortsTheOldOneAndAllThatRunsInIt() {
        JobWalk walk = JobWalk.prepared(wideJob(8), 4);
        walk.progress(walk.task(), sent("s1", 2));

        walk.failed(walk.task(1), Remedy.NEW_SESSION);
        assertThat(walk.record().upload()).isNull();
        assertThat(walk.task()).isInstanceOfSatisfying(Task.Abort.class, abort -> assertThat(abort.session().id()).isEqualTo("s1"));
        assertThat(walk.phase()).isEqualTo(Phase.WAITING);
        assertThat(walk.record().tries().attempt()).isEqualTo(2);

        assertThat(((Task.Slice) walk.untilRetry().task()).checkpoint()).isNull();
    }

    @Test
    void aFinishMayCallForANewSession() {
        JobWalk walk = JobWalk.closing(job());

        walk.failed(walk.task(), Remedy.NEW_SESSION).untilRetry();
        Task first = walk.task();
        walk.prepared(first, session("s2"), 2).progress(first, sent("s1", 0, 1));
        assertThat(walk.upload().done().count()).isZero();

        walk.progress(first, sent("s2", 0, 1));
        assertThat(((Task.Finish) walk.task()).checkpoint().session().id()).isEqualTo("s2");
    }

    @Test
    void theWaitDoublesStaysWithinItsBoundsAndIsTheSameEverywhere() {
        Instant now = Samples.START;
        for (int n = 1; n <= 40; n++) {
            long whole = Math.min(POLICY.backoffMost().toMillis(), POLICY.backoffFirst().toMillis() << Math.min(n - 1, 30));
            for (String jobId : List.of("a", "b", "clip", "another")) {
                Duration wait = Duration.between(now, POLICY.backoff(now, n, jobId));
                assertThat(wait.toMillis()).as("wait %s", n).isBetween(whole / 2, whole);
                assertThat(POLICY.backoff(now, n, jobId)).isEqualTo(now.plus(wait));
            }
        }
    }

    @Test
    void jobsThatFailTogetherDoNotRetryTogether() {
        int[] quarters = new int[4];
        for (int n = 0; n < 100; n++) {
            Duration wait = Duration.between(Samples.START, POLICY.backoff(Samples.START, 3, "job-" + n));
            quarters[(int) (wait.toMillis() - 2000) / 500]++;
        }
        assertThat(Arrays.stream(quarters).min().orElseThrow()).as("fewest jobs in a quarter of 2 to 4 s").isGreaterThan(10);
    }

    @Test
    void lateUnitsThatCompleteAWaitingJobAreFinishedWhenItsWaitEnds() {
        JobWalk walk = JobWalk.prepared(job(), 2);
        Task slow = walk.task(1);
        walk.untilExpired().failed(walk.task(), sent("s1", 0), Remedy.RETRY);

        walk.progress(slow, sent("s1", 1));
        assertThat(walk.phase()).isEqualTo(Phase.WAITING);

        assertThat(walk.untilRetry().task()).isInstanceOf(Task.Finish.class);
    }

    @Test
    void aLateFailureWhoseUnitsCompleteTheJobLeadsToTheFinishAndIsShown() {
        JobWalk walk = JobWalk.prepared(job(), 2);
        Task slow = walk.task(1);
        walk.untilExpired();

        walk.failed(slow, new Sent("s1", Samples.receipts(0, 1), 0), Remedy.GIVE_UP);

        assertThat(walk.task()).isInstanceOf(Task.Finish.class);
        assertThat(walk.sent(Effect.Show.class)).extracting(show -> show.status().state()).containsExactly(JobState.CLOSING);
    }
}
