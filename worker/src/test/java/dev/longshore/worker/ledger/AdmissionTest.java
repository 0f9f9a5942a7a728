package dev.longshore.worker.ledger;

import static dev.longshore.worker.ledger.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    @Test
    void aNewJobIsQueuedAndItsFirstSliceIssued() {
        JobWalk walk = JobWalk.submitted(job());

        assertThat(walk.phase()).isEqualTo(Phase.QUEUED);
        Task.Slice first = (Task.Slice) walk.task();
        assertThat(first.id().run()).isEqualTo(1);
        assertThat(first.checkpoint()).isNull();
        assertThat(first.range()).isNull();
        assertThat(walk.sent(Effect.Show.class).getFirst().status().state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aDuplicateOfARunningJobIsCountedAndOtherwiseIgnored() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        JobRecord before = walk.record();

        walk.submit().submit();

        assertThat(walk.effects()).isEmpty();
        assertThat(walk.record().duplicates()).isEqualTo(2);
        assertThat(walk.record().inFlight()).isEqualTo(before.inFlight());
        assertThat(walk.record().upload()).isEqualTo(before.upload());
        assertThat(walk.record().origin()).isEqualTo(before.origin());
    }

    @Test
    void aSucceededJobPublishedAgainRepeatsItsOutcomeWithTheNewSubmissionsHeaders() {
        JobWalk walk = JobWalk.closing(job());
        walk.committed(walk.task(), "s1", "file-1");
        JobRecord before = walk.record();

        walk.after(Duration.ofHours(1)).submit(job(), Map.of("kafka_correlationId", "c2Vjb25k"));

        assertThat(walk.result().repeat()).isTrue();
        assertThat(walk.result().fileId()).isEqualTo("file-1");
        assertThat(walk.sent(Effect.Succeed.class).getFirst().headers()).containsEntry("kafka_correlationId", "c2Vjb25k");
        assertThat(walk.effects()).hasSize(1);
        assertThat(walk.record()).isEqualTo(before);
    }

    @Test
    void aFailedJobPublishedAgainRunsAgainWithAFreshAccount() {
        JobWalk walk = JobWalk.prepared(job(), 3);
        walk.failed(walk.task(1), Samples.sent("s1", 0), Remedy.GIVE_UP);
        long issues = walk.record().issues();

        walk.after(Duration.ofHours(1)).submit(job(), Map.of("k", "djI="));

        assertThat(walk.phase()).isEqualTo(Phase.QUEUED);
        assertThat(walk.record().run()).isEqualTo(2);
        assertThat(walk.task().id().run()).isEqualTo(2);
        assertThat(walk.task().id().issue()).isEqualTo(issues + 1);
        assertThat(walk.record().tries()).isEqualTo(Tries.FIRST);
        assertThat(walk.record().bytesSent()).isZero();
        assertThat(walk.record().failure()).isNull();
        assertThat(walk.record().moments().startedAt()).isNull();
        assertThat(walk.record().origin().headers()).containsEntry("k", "djI=");
    }

    @Test
    void aSecondRunsOutcomeCarriesItsOwnRunAndHeaders() {
        JobWalk walk = JobWalk.submitted(job());
        walk.started(walk.task()).failed(walk.task(1), Remedy.GIVE_UP).submit(job(), Map.of("k", "djI="));
        Task again = walk.task();

        walk.started(again).prepared(again, Samples.session("s2"), 1).done(again, Samples.sent("s2", 0));
        walk.committed(walk.task(), "s2", "file-2");

        assertThat(walk.result().run()).isEqualTo(2);
        assertThat(walk.sent(Effect.Succeed.class).getFirst().headers()).containsEntry("k", "djI=");
    }

    @Test
    void otherContentUnderAKnownJobIdIsRefusedNamingTheFieldAndLeavesTheFirstJobAlone() {
        UploadJob other = UploadJob.builder("clip", "/media/clip.mp4").mediaName("Another").build();
        JobWalk running = JobWalk.prepared(job(), 3);
        JobWalk succeeded = JobWalk.closing(job());
        succeeded.committed(succeeded.task(), "s1", "file-1");
        JobWalk failed = JobWalk.submitted(job());
        failed.failed(failed.task(), Remedy.GIVE_UP);

        for (JobWalk walk : List.of(running, succeeded, failed)) {
            JobRecord before = walk.record();
            walk.submit(other, Map.of("k", "b3RoZXI="));

            assertThat(walk.error().code()).isEqualTo(ErrorCode.CONFLICT.code());
            assertThat(walk.error().field()).isEqualTo("mediaName");
            assertThat(walk.error().message()).contains("\"mediaName\"");
            assertThat(walk.error().run()).isZero();
            assertThat(walk.sent(Effect.Fail.class).getFirst().headers()).containsEntry("k", "b3RoZXI=");
            assertThat(walk.effects()).hasSize(1);
            assertThat(walk.record()).isEqualTo(before);
        }
    }

    @Test
    void aReportOfAnUnknownJobIsIgnored() {
        JobWalk known = JobWalk.submitted(job());
        JobWalk unknown = new JobWalk(job(), LedgerPolicy.DEFAULT);

        unknown.report(new Report.Started(known.task().id(), "worker-1"));

        assertThat(unknown.forgotten()).isTrue();
        assertThat(unknown.effects()).isEmpty();
    }
}
