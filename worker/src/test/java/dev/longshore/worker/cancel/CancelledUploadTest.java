package dev.longshore.worker.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.testing.Rig;
import dev.longshore.worker.testing.TransferMoments.When;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real ledger, steps and adapters over HTTP. */
class CancelledUploadTest {
    private static final int THREE_PARTS = (16 << 20) + 100_000;
    private static final String JOB = "film-1";

    @TempDir
    Path folder;

    @Test
    void beforeItsFirstSliceIsTakenNothingIsLeft() throws Exception {
        try (Rig rig = rig(Rig.Options.DEFAULT)) {
            rig.whileQueued(task -> {
                if (task instanceof Task.Slice) {
                    rig.cancel(JOB);
                }
            });
            requireCancelled(rig, rig.carry(job()));
        }
    }

    @Test
    void amidItsPartsItsUploadIsAborted() throws Exception {
        try (Rig rig = rig(Rig.Options.DEFAULT)) {
            var cancelled = rig.moments().once(When.IN_BODY, "putPart 2", () -> rig.cancel(JOB));
            requireCancelled(rig, rig.carry(job()));
            assertThat(cancelled).isTrue();
        }
    }

    @Test
    void whileItsUploadIsInitiatedTheUploadIsAborted() throws Exception {
        for (When when : new When[] {When.BEFORE, When.AFTER}) {
            try (Rig rig = rig(Rig.Options.DEFAULT)) {
                rig.moments().once(when, "initiate", () -> rig.cancel(JOB));
                requireCancelled(rig, rig.carry(job()));
            }
        }
    }

    @Test
    void onceItsFinishIsQueuedItSucceeds() throws Exception {
        try (Rig rig = rig(Rig.Options.DEFAULT)) {
            rig.whileQueued(task -> {
                if (task instanceof Task.Finish) {
                    rig.cancel(JOB);
                }
            });
            assertThat(rig.carry(job())).isInstanceOf(Effect.Succeed.class);
            assertThat(rig.inspection().media()).hasSize(1);
        }
    }

    @Test
    void whenItsCommitNeverArrivedItIsCancelled() throws Exception {
        AtomicReference<Rig> rigs = new AtomicReference<>();
        try (Rig rig = rig(Rig.Options.DEFAULT.withMedia(service -> new Interrupted(service, rigs, false)))) {
            rigs.set(rig);
            requireCancelled(rig, rig.carry(job()));
        }
    }

    @Test
    void whenItsCommitTookEffectUnseenTheLookUpFindsTheMedia() throws Exception {
        AtomicReference<Rig> rigs = new AtomicReference<>();
        try (Rig rig = rig(Rig.Options.DEFAULT.withMedia(service -> new Interrupted(service, rigs, true)))) {
            rigs.set(rig);
            assertThat(rig.carry(job())).isInstanceOf(Effect.Succeed.class);
            assertThat(rig.inspection().media()).hasSize(1);
            assertThat(rig.inspection().uploads()).isEmpty();
        }
    }

    private Rig rig(Rig.Options options) throws IOException {
        Rig rig = new Rig(Files.createTempDirectory(folder, "rig"), options);
        Files.write(rig.films().resolve("film.mp4"), new byte[THREE_PARTS]);
        return rig;
    }

    private static UploadJob job() {
        return UploadJob.of(JOB, "films:film.mp4");
    }

    private static void requireCancelled(Rig rig, Effect outcome) throws Exception {
        assertThat(((Effect.Fail) outcome).error().code()).isEqualTo(ErrorCode.CANCELLED_ON_REQUEST.code());
        requireNothingLeft(rig);
    }

    private static void requireNothingLeft(Rig rig) throws Exception {
        assertThat(rig.inspection().media()).isEmpty();
        assertThat(rig.inspection().uploads()).isEmpty();
    }

    /** The first commit has no answer, whether it took effect or not, and the search right after it has none either; meanwhile the job is cancelled. */
    private static final class Interrupted implements MediaService {
        private final MediaService service;
        private final AtomicReference<Rig> rig;
        private final boolean takesEffect;
        private boolean searched;

        Interrupted(MediaService service, AtomicReference<Rig> rig, boolean takesEffect) {
            this.service = service;
            this.rig = rig;
            this.takesEffect = takesEffect;
        }

        @Override
        public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
            return service.apply(job, types);
        }

        @Override
        public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
            rig.get().cancel(job.jobId());
            if (takesEffect) {
                service.commit(job, secrets);
            }
            throw new CommitUnknownException(silence("CommitUpload"), new IOException("broken"));
        }

        @Override
        public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
            if (!searched) {
                searched = true;
                throw new StepException(silence("SearchMedia"));
            }
            return service.find(job, mediaPath, openedAt);
        }

        private static Failure silence(String call) {
            return Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Failure.Remedy.WAIT_FOR_SERVICE, call + ": the connection broke");
        }
    }
}
