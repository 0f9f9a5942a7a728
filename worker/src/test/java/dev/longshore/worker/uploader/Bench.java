package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitRange;
import dev.longshore.worker.testkit.InlineForker;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.MemoryMediaService;
import dev.longshore.worker.testkit.MemoryObjectStore;
import dev.longshore.worker.testkit.MemorySeal;
import dev.longshore.worker.testkit.MemoryStorage;
import dev.longshore.worker.testkit.RecordingContext;
import dev.longshore.worker.vod.MediaService;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The steps over ports in memory, and the tasks that a ledger would issue. */
final class Bench {
    static final long PART = 8L << 20;
    /** Three parts, the last one short. */
    static final long LARGE = 2 * PART + 1234567;

    static final String MEDIA = "/m/film.mp4";
    static final String COVER = "/m/front.jpg";
    static final UploadJob JOB = UploadJob.of("job-1", MEDIA);
    static final UploadJob JOB_WITH_COVER = UploadJob.builder("job-1", MEDIA).coverFilePath(COVER).build();

    final ManualClock clock = new ManualClock();
    final MemoryStorage storage = new MemoryStorage();
    final MemoryMediaService vod = new MemoryMediaService(clock);
    final MemoryObjectStore cos = vod.store;
    final MemorySeal seal = new MemorySeal();
    private final AtomicInteger sessionIds = new AtomicInteger();
    private final AtomicInteger issues = new AtomicInteger();
    private final AtomicInteger finishes = new AtomicInteger();

    /** A worker that sends one unit after the other. */
    UploadSteps worker() {
        return worker(new InlineForker(), StepSettings.DEFAULT);
    }

    UploadSteps worker(Forker forker, StepSettings settings) {
        StepRuntime runtime = new StepRuntime(clock, clock, forker, () -> "session-" + sessionIds.incrementAndGet());
        return new UploadSteps(new StepPorts(storage, vod, cos, seal), runtime, settings);
    }

    /** A worker whose calls of VOD pass through something else first. */
    UploadSteps worker(UnaryOperator<MediaService> media) {
        StepRuntime runtime = new StepRuntime(clock, clock, new InlineForker(), () -> "session-" + sessionIds.incrementAndGet());
        return new UploadSteps(new StepPorts(storage, media.apply(vod), cos, seal), runtime, StepSettings.DEFAULT);
    }

    static StepSettings settings(Duration grace, boolean adopt) {
        return new StepSettings(16L << 20, 16, Duration.ofMinutes(5), grace, Duration.ofMillis(5), adopt);
    }

    TaskId id() {
        return new TaskId("job-1", 1, issues.incrementAndGet());
    }

    Task.Slice first(UploadJob job) {
        return first(job, 1, 4);
    }

    Task.Slice first(UploadJob job, int ways, int parallelism) {
        return new Task.Slice(id(), job, 1, null, null, ways, parallelism, 20_000);
    }

    Task.Slice next(UploadJob job, Checkpoint checkpoint) {
        return new Task.Slice(id(), job, 1, checkpoint, new UnitRange(0, checkpoint.plan().units()), 1, 4, 20_000);
    }

    /** The first one is the first of its session, as a ledger would say. */
    Task.Finish finish(UploadJob job, Checkpoint checkpoint) {
        return new Task.Finish(id(), job, 1, checkpoint, finishes.getAndIncrement() == 0);
    }

    /** Uploads everything in one slice and returns what the ledger would then know. */
    Checkpoint uploaded(UploadJob job) {
        RecordingContext context = new RecordingContext();
        StepOutcome outcome = worker().run(first(job), context);
        return checkpoint(outcome, context);
    }

    /** What the ledger knows after a first slice. */
    static Checkpoint checkpoint(StepOutcome outcome, RecordingContext context) {
        DoneUnits done = DoneUnits.of(context.receipts());
        if (outcome instanceof StepOutcome.SliceDone slice && slice.session() != null) {
            return new Checkpoint(Objects.requireNonNull(slice.plan()), slice.session(), done);
        }
        return new Checkpoint(Objects.requireNonNull(context.plan()), Objects.requireNonNull(context.prepared()), done);
    }

    static Checkpoint with(Checkpoint checkpoint, RecordingContext more) {
        return new Checkpoint(checkpoint.plan(), checkpoint.session(), checkpoint.done().plus(more.receipts()));
    }

    static Checkpoint with(Checkpoint checkpoint, DoneUnits done) {
        return new Checkpoint(checkpoint.plan(), checkpoint.session(), done);
    }

    static Failure failure(StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Failed(Failure failure)) {
            return failure;
        }
        throw new AssertionError("ended as " + outcome);
    }

    byte @Nullable [] storedMedia(Session session) {
        return cos.object(session.mediaPath());
    }
}
