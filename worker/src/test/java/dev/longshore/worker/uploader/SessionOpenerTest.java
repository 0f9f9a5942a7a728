package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB_WITH_COVER;
import static dev.longshore.worker.uploader.Bench.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.InlineForker;
import dev.longshore.worker.testkit.RecordingContext;
import dev.longshore.worker.vod.MediaTypes;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionOpenerTest {
    private static final MediaTypes TYPES = new MediaTypes("mp4", "jpg", "film.mp4");
    private static final UploadPlan TWO_IN_PARTS = new UploadPlan(List.of(
            new PlannedObject(0, PlannedObject.Kind.MEDIA, null, 3 * PART, PART, 0),
            new PlannedObject(1, PlannedObject.Kind.COVER, null, 2 * PART, PART, 3)));

    private final Bench bench = new Bench();
    private final SessionOpener opener = new SessionOpener(
            new StepPorts(bench.storage, bench.vod, bench.cos, bench.seal),
            new StepRuntime(bench.clock, bench.clock, new InlineForker(), () -> "session-1"));

    @Test
    void initiatesAnUploadForEachObjectThatGoesUpInParts() throws Exception {
        OpenSession open = opener.open(JOB_WITH_COVER, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext());
        assertThat(open.session().uploads()).containsOnlyKeys(0, 1);
        assertThat(bench.cos.faults.made()).containsExactly("initiate vod/1/media.mp4", "initiate vod/1/cover.jpg");
        assertThat(open.session().expiresAt()).isAfter(open.session().openedAt());
    }

    @Test
    void sealsTheSecretsForThisJobAndSessionAlone() throws Exception {
        OpenSession open = opener.open(JOB_WITH_COVER, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext());
        assertThat(OpenSession.unseal(bench.seal, "job-1", open.session()).secrets()).isEqualTo(open.secrets());
        assertThatThrownBy(() -> OpenSession.unseal(bench.seal, "job-2", open.session())).isInstanceOf(StepException.class);
        assertThat(open.toString()).doesNotContain("secret-1", "token-1", "key-1");
        assertThat(open.session().toString()).doesNotContain("secret-1", "token-1", "key-1");
    }

    @Test
    void opensNothingForAMediaThatWouldHaveExpired() {
        UploadJob job = UploadJob.builder("job-1", Bench.MEDIA).expireTime(bench.clock.instant().atOffset(ZoneOffset.UTC)).build();

        Failure failure = catchThrowableOfType(
                StepException.class, () -> opener.open(job, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext())).failure();

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD.code());
        assertThat(failure.field()).isEqualTo("expireTime");
        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.GIVE_UP);
        assertThat(bench.vod.sessions()).isZero();
    }

    @Test
    void abortsWhatItInitiatedWhenALaterUploadCannotBe() {
        bench.cos.faults.failNext("initiate vod/1/cover.jpg", Faults.When.BEFORE, Faults.unavailable());
        assertThatThrownBy(() -> opener.open(JOB_WITH_COVER, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext()))
                .isInstanceOf(StepException.class);
        assertThat(bench.cos.openUploads()).isZero();
        assertThat(bench.cos.faults.made("abort vod/1/media.mp4")).isEqualTo(1);
    }

    @Test
    void abortsWhatItInitiatedWhenTheLeaseIsLost() {
        assertThatThrownBy(() -> opener.open(JOB_WITH_COVER, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext().leaseFor(2)))
                .isInstanceOf(TaskStopped.class);
        assertThat(bench.cos.faults.made("initiate")).isEqualTo(1);
        assertThat(bench.cos.openUploads()).isZero();
    }

    @Test
    void refusesASessionWithoutAPathForTheCover() {
        assertThatThrownBy(() -> opener.open(JOB_WITH_COVER, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext().leaseFor(0)))
                .isInstanceOf(TaskStopped.class);
        bench.vod.giveNoCoverPath();
        assertThatThrownBy(() -> opener.open(JOB_WITH_COVER, TYPES, TWO_IN_PARTS, "version-1", new RecordingContext()))
                .isInstanceOfSatisfying(StepException.class, thrown -> {
                    assertThat(thrown.failure().field()).isEqualTo("coverFilePath");
                    assertThat(thrown.failure().requestId()).isEqualTo("req-apply-1");
                });
        assertThat(bench.cos.faults.made()).isEmpty();
    }
}
