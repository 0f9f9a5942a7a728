package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.START;
import static dev.longshore.worker.ledger.Samples.jobUntil;
import static dev.longshore.worker.ledger.Samples.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Jobs that begin later, and jobs that must end in time. */
class ScheduleTest {
    private static final Instant SOON = START.plusSeconds(60);

    @Test
    void aJobThatIsTooEarlyIsScheduledAndBeginsInTime() {
        JobWalk walk = JobWalk.submitted(jobFrom(SOON));
        assertThat(walk.phase()).isEqualTo(Phase.SCHEDULED);
        assertThat(walk.issued()).isEmpty();
        assertThat(walk.sent(Effect.Show.class).getLast().status().state()).isEqualTo(JobState.SCHEDULED);

        walk.after(Duration.ofSeconds(59)).wakeUp();
        assertThat(walk.phase()).isEqualTo(Phase.SCHEDULED);
        assertThat(walk.record().wakeAt()).isEqualTo(SOON);

        walk.untilTimer();
        assertThat(walk.phase()).isEqualTo(Phase.QUEUED);
        assertThat(walk.task()).isInstanceOf(Task.Slice.class);
    }

    @Test
    void aTimeWithinAMillisecondIsNotTakenTooEarly() {
        JobWalk walk = JobWalk.submitted(jobFrom(SOON.plusNanos(1)));

        assertThat(walk.record().wakeAt()).isEqualTo(SOON.plusMillis(1));
    }

    @Test
    void aJobWhoseTimeHasComeBeginsAtOnce() {
        assertThat(JobWalk.submitted(jobFrom(START)).phase()).isEqualTo(Phase.QUEUED);
        assertThat(JobWalk.submitted(jobFrom(Instant.parse("0001-01-01T00:00:00Z"))).phase()).isEqualTo(Phase.QUEUED);
    }

    @Test
    void aScheduledJobIsCountedCancelledAndScheduledAgain() {
        JobWalk walk = JobWalk.submitted(jobFrom(SOON)).submit();
        assertThat(walk.record().duplicates()).isEqualTo(1);

        walk.cancel();
        assertThat(walk.phase()).isEqualTo(Phase.CANCELLED);
        walk.submit();
        assertThat(walk.phase()).isEqualTo(Phase.SCHEDULED);
        assertThat(walk.record().run()).isEqualTo(2);
    }

    @Test
    void aJobWhoseDeadlineHasPassedFailsBeforeAnythingIsIssued() {
        JobWalk walk = JobWalk.submitted(jobUntil(START));

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.error().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED.code());
        assertThat(walk.error().field()).isEqualTo("deadline");
        assertThat(walk.error().message()).isEqualTo("The job had not ended at its deadline, 2026-01-05T08:00Z.");
        assertThat(walk.issued()).isEmpty();

        walk.submit();
        assertThat(walk.error().run()).isEqualTo(2);
    }

    @Test
    void aJobThatHasNotEndedAtItsDeadlineFailsAndItsUploadsAreAborted() {
        JobWalk walk = JobWalk.prepared(jobUntil(SOON), 3);
        walk.after(Duration.ofSeconds(59)).progress(walk.task(1), sent("s1", 0)).after(Duration.ofSeconds(1)).wakeUp();

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.error().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED.code());
        assertThat(walk.issued()).singleElement().isInstanceOf(Task.Abort.class);
    }

    @Test
    void aRetryThatIsWaitedForDoesNotPutOffTheDeadline() {
        JobWalk walk = JobWalk.submitted(jobUntil(START.plusMillis(10)));
        walk.failed(walk.task(), Remedy.RETRY);
        assertThat(walk.record().wakeAt()).isEqualTo(START.plusMillis(10));

        assertThat(walk.untilTimer().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void aSliceTakesNoUnitAfterTheDeadline() {
        JobWalk walk = JobWalk.submitted(jobUntil(START.plusSeconds(7)));

        assertThat(((Task.Slice) walk.task()).budgetMillis()).isEqualTo(7000);
    }

    @Test
    void aCommitUnderWayAtTheDeadlineDecides() {
        JobWalk walk = JobWalk.closing(jobUntil(SOON));
        Task finish = walk.task();
        walk.after(Duration.ofSeconds(55)).started(finish).after(Duration.ofSeconds(5)).wakeUp();
        assertThat(walk.phase()).isEqualTo(Phase.STOPPING);
        walk.cancel();

        walk.failed(finish, Remedy.NEW_SESSION);
        Task lookUp = walk.task();
        walk.notFound(lookUp).untilRetry();
        walk.notFound(walk.task());

        assertThat(walk.phase()).isEqualTo(Phase.FAILED);
        assertThat(walk.error().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED.code());
    }

    @Test
    void aSuccessStaysOneAfterTheDeadline() {
        JobWalk walk = JobWalk.closing(jobUntil(SOON));
        walk.committed(walk.task(), "s1", "file-1").after(Duration.ofHours(1)).submit();

        assertThat(walk.result().repeat()).isTrue();
    }

    private static UploadJob jobFrom(Instant notBefore) {
        return UploadJob.builder("clip", "/media/clip.mp4").notBefore(notBefore.atOffset(ZoneOffset.UTC)).build();
    }
}
