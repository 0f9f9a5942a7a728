package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.sandbox.vod.RepeatedCommit;
import dev.longshore.sandbox.vod.VodSettings;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.EmulatedTencent;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tencent's VOD adapter against the emulated service, which checks signatures, sessions and fields. */
class VodEmulatorTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "/media/film.mp4");
    private static final MediaTypes TYPES = new MediaTypes("mp4", "jpg", "film");

    @TempDir
    private Path directory;

    private EmulatedTencent tencent;

    @BeforeEach
    void start() throws Exception {
        restart(vod -> vod);
    }

    private void restart(UnaryOperator<VodSettings> change) throws Exception {
        if (tencent != null) {
            tencent.close();
        }
        tencent = new EmulatedTencent(directory, 1_024, change);
    }

    @AfterEach
    void stop() throws Exception {
        tencent.close();
    }

    @Test
    void aCommittedMediaIsFoundByItsPathAndAnUncommittedOneIsNot() throws Exception {
        Instant before = Instant.now();
        OpenedSession committed = uploaded(JOB);
        OpenedSession open = uploaded(JOB);

        CommittedMedia media = tencent.vod().commit(JOB, committed.secrets());

        assertThat(media.fileId()).isNotEmpty();
        assertThat(media.requestId()).isNotEmpty();
        CommittedMedia found = tencent.vod().find(JOB, committed.mediaPath(), before).orElseThrow();
        assertThat(found.fileId()).isEqualTo(media.fileId());
        assertThat(found.mediaUrl()).isEqualTo(media.mediaUrl());
        assertThat(found.coverUrl()).isEqualTo(media.coverUrl()).isNotNull();
        assertThat(tencent.vod().find(JOB, open.mediaPath(), before)).isEmpty();
    }

    @Test
    void everyAttributeOfAJobIsTaken() throws Exception {
        UploadJob job = UploadJob.builder("job-1", "/media/film.mp4")
                .coverFilePath("/media/cover.jpg")
                .procedure("flow")
                .expireTime(OffsetDateTime.parse("2036-01-01T08:00:00+08:00"))
                .classId(7L)
                .sourceContext("source")
                .sessionContext("session")
                .subAppId(1_500_000_000L)
                .storageRegion("ap-chongqing")
                .mediaStoragePath("/films/mine.mp4")
                .extInfo("{}")
                .region("ap-guangzhou")
                .build();

        OpenedSession session = uploaded(job);
        CommittedMedia media = tencent.vod().commit(job, session.secrets());

        assertThat(session.mediaPath()).isEqualTo("films/mine.mp4");
        assertThat(session.storageRegion()).isEqualTo("ap-chongqing");
        assertThat(tencent.vod().find(job, session.mediaPath(), Instant.now()).orElseThrow().fileId()).isEqualTo(media.fileId());
    }

    @Test
    void aRepeatedCommitGivesTheSameMediaWhereTheServiceTakesRepeats() throws Exception {
        OpenedSession session = uploaded(JOB);

        assertThat(tencent.vod().commit(JOB, session.secrets()).fileId()).isEqualTo(tencent.vod().commit(JOB, session.secrets()).fileId());
    }

    @Test
    void aRepeatedCommitIsSettledByTheLookUpWhereTheServiceRefusesRepeats() throws Exception {
        restart(vod -> vod.withRepeatedCommit(RepeatedCommit.REFUSE));
        OpenedSession session = uploaded(JOB);
        CommittedMedia media = tencent.vod().commit(JOB, session.secrets());

        Failure failure = unknown(() -> tencent.vod().commit(JOB, session.secrets()));

        assertThat(failure.remedy()).isEqualTo(Remedy.NEW_SESSION);
        assertThat(tencent.vod().find(JOB, session.mediaPath(), Instant.now()).orElseThrow().fileId()).isEqualTo(media.fileId());
    }

    @Test
    void anExpiredSessionCannotBeCommittedAndTheLookUpFindsNothing() throws Exception {
        OpenedSession session = uploaded(JOB);
        // The clocks must stay within what a signature tolerates.
        restart(vod -> vod.withCertificate(Duration.ofMinutes(2), VodSettings.uploadOperations()));
        OpenedSession expired = uploaded(JOB);
        tencent.ahead(Duration.ofMinutes(3));

        assertThat(unknown(() -> tencent.vod().commit(JOB, expired.secrets())).code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
        assertThat(unknown(() -> tencent.vod().commit(JOB, session.secrets())).code()).isEqualTo(ErrorCode.SESSION_EXPIRED.code());
        assertThat(tencent.vod().find(JOB, expired.mediaPath(), Instant.now())).isEmpty();
    }

    @Test
    void aMediaIsFoundAlthoughTheServicesClockIsBehind() throws Exception {
        tencent.ahead(Duration.ofMinutes(-4));
        OpenedSession session = uploaded(JOB);
        tencent.vod().commit(JOB, session.secrets());

        assertThat(tencent.vod().find(JOB, session.mediaPath(), Instant.now())).isPresent();
    }

    @Test
    void mistakesInAJobNameTheirField() throws Exception {
        assertThat(failure(() -> tencent.vod().apply(JOB, new MediaTypes("exe", null, "film"))).field()).isEqualTo("mediaType");
        assertThat(failure(() -> tencent.vod().apply(JOB, new MediaTypes("mp4", "exe", "film"))).field()).isEqualTo("coverType");
        UploadJob elsewhere = UploadJob.builder("job-1", "/media/film.mp4").region("moon-north").build();
        Failure failure = failure(() -> tencent.vod().apply(elsewhere, TYPES));
        assertThat(failure.field()).isEqualTo("region");
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failure.message()).contains("moon-north");
    }

    @Test
    void aWrongSecretAndAWrongClockAreTheCredentialsMatter() throws Exception {
        try (VodMediaService wrong = tencent.vod("wrong")) {
            assertThat(failure(() -> wrong.apply(JOB, TYPES)).serviceCode()).isEqualTo("AuthFailure.SignatureFailure");
        }
        tencent.ahead(Duration.ofMinutes(10));
        Failure failure = failure(() -> tencent.vod().apply(JOB, TYPES));
        assertThat(failure.code()).isEqualTo(ErrorCode.CREDENTIALS_REJECTED.code());
        assertThat(failure.message()).contains("clock");
    }

    @Test
    void aCapOnCallsIsWaitedFor() throws Exception {
        restart(vod -> vod.withCallsPerSecond(Map.of("ApplyUpload", 1)));

        Failure failure = catchThrowableOfType(StepException.class, () -> {
            for (int i = 0; i < 50; i++) {
                tencent.vod().apply(JOB, TYPES);
            }
        }).failure();

        assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
    }

    private OpenedSession uploaded(UploadJob job) throws StepException {
        OpenedSession session = tencent.vod().apply(job, TYPES);
        put(session, session.mediaPath());
        put(session, Objects.requireNonNull(session.coverPath()));
        return session;
    }

    private void put(OpenedSession session, String key) throws StepException {
        tencent.cos().put(new ObjectAddress(session.bucket(), session.storageRegion(), key, session.secrets()), MemoryBody.ofSize(100));
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(StepException.class, call).failure();
    }

    private static Failure unknown(ThrowingCallable call) {
        return catchThrowableOfType(CommitUnknownException.class, call).failure();
    }
}
