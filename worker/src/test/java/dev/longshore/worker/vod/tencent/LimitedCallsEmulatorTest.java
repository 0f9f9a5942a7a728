package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.EmulatedTencent;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.time.Sleeper;
import dev.longshore.worker.vod.CallLimiter;
import dev.longshore.worker.vod.CallLimits;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.PacedMediaService;
import dev.longshore.worker.vod.SessionSecrets;
import dev.longshore.worker.vod.VodAction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers' calls of the emulated service, which counts them by the calendar second, over HTTP. */
class LimitedCallsEmulatorTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "/media/film.mp4");
    private static final MediaTypes TYPES = new MediaTypes("mp4", null, "film");
    private static final int CAP = 20;
    private static final int WORKERS = 2;
    private static final int CALLS = 100;

    @TempDir
    private Path directory;

    private final AtomicInteger refusals = new AtomicInteger();

    @Test
    void workersWithABacklogAreAllServedWithFewRefusals() throws Exception {
        try (var tencent = new EmulatedTencent(directory, 1_024, vod -> vod.withCallsPerSecond(Map.of("ApplyUpload", CAP)));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<OpenedSession>> sessions = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                MediaService paced = new PacedMediaService(new Counting(tencent.vod()), limiter());
                Slots slots = new Slots(paced);
                for (int i = 0; i < CALLS / WORKERS; i++) {
                    sessions.add(threads.submit(slots::call));
                }
            }
            for (Future<OpenedSession> session : sessions) {
                assertThat(session.get().mediaPath()).isNotEmpty();
            }
        }
        // Without turns the first second alone would see 80.
        assertThat(refusals.get()).isLessThanOrEqualTo(CALLS / 4);
    }

    /** A worker's slots, of which four are at work at once. */
    private static final class Slots {
        private final MediaService service;
        private final Semaphore slots = new Semaphore(4);

        Slots(MediaService service) {
            this.service = service;
        }

        OpenedSession call() throws StepException, InterruptedException {
            slots.acquire();
            try {
                return service.apply(JOB, TYPES);
            } finally {
                slots.release();
            }
        }
    }

    private static CallLimiter limiter() {
        return new CallLimiter(
                CallLimits.DOCUMENTED.with(VodAction.APPLY_UPLOAD, CAP), Set.of("default"), () -> WORKERS, CallLimiter.WaitObserver.NONE,
                Clocks.REAL.nanos(), Sleeper.REAL);
    }

    /** Counts what the service refuses for its rate. */
    private final class Counting implements MediaService {
        private final MediaService service;

        Counting(MediaService service) {
            this.service = service;
        }

        @Override
        public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
            try {
                return service.apply(job, types);
            } catch (StepException e) {
                if (e.failure().code().equals(ErrorCode.RATE_LIMITED.code())) {
                    refusals.incrementAndGet();
                }
                throw e;
            }
        }

        @Override
        public CommittedMedia commit(UploadJob job, SessionSecrets secrets) {
            throw new UnsupportedOperationException("not called here");
        }

        @Override
        public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) {
            throw new UnsupportedOperationException("not called here");
        }
    }
}
