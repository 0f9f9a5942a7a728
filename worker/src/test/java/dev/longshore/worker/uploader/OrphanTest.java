package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.COVER;
import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.Faults.When;
import dev.longshore.worker.testkit.RecordingContext;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Multipart uploads of a worker that is lost at any point, or whose answers are: the session that it announced leads to them. */
class OrphanTest {
    private static final UploadJob WITH_COVER = UploadJob.builder("job-1", MEDIA).coverFilePath(COVER).build();

    private final Bench bench = new Bench();
    private final RecordingContext context = new RecordingContext();

    @BeforeEach
    void sources() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.storage.write(COVER, LARGE, 2);
    }

    @Test
    void aSessionIsAnnouncedBeforeItsFirstUploadIsInitiated() {
        bench.cos.faults.failNext("initiate", When.BEFORE, Faults.unavailable());
        bench.worker().run(bench.first(WITH_COVER), context);

        Session announced = Objects.requireNonNull(context.prepared());
        assertThat(announced.announced()).isTrue();
        assertThat(announced.uploads().values())
                .containsExactly(MultipartUpload.announced("vod/1/media.mp4"));
    }

    @Test
    void whereverAWorkerIsLostTheAbortOfWhatItHadReportedLeavesNoUpload() {
        for (String call : new String[] {"initiate vod/%d/media.mp4", "putPart vod/%d/media.mp4 1", "putPart vod/%d/media.mp4 2"}) {
            for (When when : When.values()) {
                RecordingContext lost = new RecordingContext();
                bench.cos.faults.crashNext(call.formatted(bench.vod.sessions() + 1), when);
                bench.worker().run(bench.first(WITH_COVER), lost);
                boolean initiated = call.contains("putPart") || when == When.AFTER;
                assertThat(bench.cos.openUploads() > 0).as(call + " " + when).isEqualTo(initiated);

                StepOutcome swept = abort(WITH_COVER, Objects.requireNonNull(lost.prepared()));

                assertThat(swept).isInstanceOf(StepOutcome.Closed.class);
                assertThat(bench.cos.openUploads()).as(call + " " + when).isZero();
            }
        }
    }

    @Test
    void anInitiationWhoseAnswerWasLostIsLookedForByTheWorkerItself() {
        bench.cos.faults.failNext("initiate", When.AFTER, Faults.unavailable());
        bench.worker().run(bench.first(JOB), context);

        assertThat(bench.cos.openUploads()).isZero();
    }

    @Test
    void anAnnouncementThatIsNotDurableInitiatesNothing() {
        context.failPrepared(new StepException(Failure.of(ErrorCode.INTERNAL_ERROR, Failure.Remedy.RETRY, "Kafka is away")));
        bench.worker().run(bench.first(JOB), context);

        assertThat(bench.cos.faults.made("initiate")).isZero();
    }

    @Test
    void aJobsOwnStoragePathIsSharedByItsSessionsSoOnlyKnownUploadsAreAborted() {
        UploadJob own = UploadJob.builder("job-1", MEDIA).mediaStoragePath("films/film.mp4").build();
        Session session = bench.uploaded(JOB).session();
        assertThat(abort(own, announcedAgain(session))).isInstanceOf(StepOutcome.Closed.class);
        assertThat(bench.cos.openUploads()).isEqualTo(1);

        assertThat(abort(own, session)).isInstanceOf(StepOutcome.Closed.class);
        assertThat(bench.cos.openUploads()).isZero();
    }

    @Test
    void withoutThePermissionToListOnlyKnownUploadsAreAborted() {
        bench.cos.forbidListing();
        Session session = bench.uploaded(JOB).session();
        assertThat(abort(JOB, announcedAgain(session))).isInstanceOf(StepOutcome.Closed.class);
        assertThat(bench.cos.openUploads()).isEqualTo(1);

        assertThat(abort(JOB, session)).isInstanceOf(StepOutcome.Closed.class);
        assertThat(bench.cos.openUploads()).isZero();
    }

    private StepOutcome abort(UploadJob job, Session session) {
        return bench.worker().run(new Task.Abort(bench.id(), job, 1, session), new RecordingContext());
    }

    private static Session announcedAgain(Session s) {
        return new Session(
                s.id(), s.bucket(), s.storageRegion(), s.mediaPath(), s.coverPath(), Map.of(0, MultipartUpload.announced(s.mediaPath())),
                s.expiresAt(), s.openedAt(), s.sealed());
    }
}
