package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.Faults.When;
import dev.longshore.worker.testkit.RecordingContext;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbortStepTest {
    private final Bench bench = new Bench();
    private final RecordingContext context = new RecordingContext();
    private Session session;

    @BeforeEach
    void upload() {
        bench.storage.write(MEDIA, LARGE, 1);
        session = bench.uploaded(JOB).session();
    }

    @Test
    void abortsTheSessionsUploadsAndMayBeRepeated() {
        StepOutcome.Closed closed = new StepOutcome.Closed(session.id(), null);
        assertThat(bench.cos.openUploads()).isEqualTo(1);
        assertThat(abort(session)).isEqualTo(closed);
        assertThat(bench.cos.openUploads()).isZero();
        assertThat(abort(session)).isEqualTo(closed);
    }

    @Test
    void reportsARefusalWithItsRemedy() {
        bench.cos.faults.failNext("abort", When.BEFORE, Faults.unavailable());
        assertThat(failure(abort(session))).isEqualTo(Faults.unavailable().failure());
        assertThat(bench.cos.openUploads()).isEqualTo(1);
    }

    @Test
    void triesEveryUploadEvenIfOneFails() {
        Map<Integer, MultipartUpload> uploads = new TreeMap<>(session.uploads());
        uploads.put(1, new MultipartUpload("vod/1/cover.jpg", "upload-of-the-cover"));
        Session two = new Session(
                session.id(),
                session.bucket(),
                session.storageRegion(),
                session.mediaPath(),
                "vod/1/cover.jpg",
                uploads,
                session.expiresAt(),
                session.openedAt(),
                session.sealed());
        bench.cos.faults.failNext("abort vod/1/media", When.BEFORE, Faults.unavailable());
        assertThat(failure(abort(two)).remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(bench.cos.faults.made("abort")).isEqualTo(2);
    }

    @Test
    void leavesUploadsThatNoCertificateCanAbort() {
        bench.clock.pass(Duration.ofHours(2));
        assertThat(abort(session)).isEqualTo(new StepOutcome.Closed(session.id(), null));
        assertThat(bench.cos.faults.made("abort")).isZero();
    }

    @Test
    void leavesUploadsWhoseCertificateTheServiceCallsExpired() {
        bench.cos.faults.failNext("abort", When.BEFORE, Faults.refused("ExpiredToken", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION));
        assertThat(abort(session)).isEqualTo(new StepOutcome.Closed(session.id(), null));
    }

    @Test
    void doesNothingWithoutTheLease() {
        context.loseLease();
        assertThat(abort(session)).isEqualTo(new StepOutcome.LeaseLost());
        assertThat(bench.cos.openUploads()).isEqualTo(1);
    }

    private StepOutcome abort(Session closing) {
        return bench.worker().run(new Task.Abort(bench.id(), JOB, 1, closing), context);
    }
}
