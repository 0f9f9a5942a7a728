package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.bandwidth.Limiter;
import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.testkit.InlineForker;
import dev.longshore.worker.testkit.RecordingContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitedJobTest {
    private final Bench bench = new Bench();
    private final PaceWatch store = new PaceWatch(bench.cos);

    @Test
    void theBodiesOfAJobWithoutALimitAreFree() {
        assertThat(paces(JOB)).hasSize(3).noneMatch(Pace::mayLimit);
    }

    @Test
    void theUnitsOfALimitedJobShareItsLimit() throws Exception {
        List<Pace> paces = paces(UploadJob.builder(JOB.jobId(), MEDIA).bandwidthLimit(1L << 20).build());

        assertThat(paces).hasSize(3).allSatisfy(pace -> assertThat(pace.piece()).isEqualTo((1 << 20) / 64));
        assertThat(paces.getFirst().await(1 << 30)).isZero();
        // The clock stands still: this one would wait for ever.
        Thread other = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> paces.getLast().await(1)).isInstanceOf(InterruptedException.class));
        while (other.getState() != Thread.State.TIMED_WAITING && other.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(other.getState()).isEqualTo(Thread.State.TIMED_WAITING);
        other.interrupt();
        other.join();
    }

    @Test
    void aJobsLimitIsBoundedAsAWorkersIs() {
        assertThat(paces(UploadJob.builder(JOB.jobId(), MEDIA).bandwidthLimit(Limiter.LEAST).build()))
                .allSatisfy(pace -> assertThat(pace.piece()).isEqualTo(1024));
    }

    private List<Pace> paces(UploadJob job) {
        bench.storage.write(MEDIA, LARGE, 1);
        StepRuntime runtime = new StepRuntime(bench.clock, bench.clock, new InlineForker(), () -> "session-1");
        UploadSteps steps = new UploadSteps(new StepPorts(bench.storage, bench.vod, store, bench.seal), runtime, StepSettings.DEFAULT);
        assertThat(steps.run(bench.first(job), new RecordingContext())).isInstanceOf(StepOutcome.SliceDone.class);
        return store.paces();
    }
}
