package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.bandwidth.Limiter;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Uploads units of a job's files until the range ends, the budget is spent or the lease is lost; the first slice opens the session.
 *
 * <p>A session whose uploads could be orphaned, or whose loss would cost much, is reported before any unit is sent. The session of a small upload is
 * reported with the slice's end; until then the ledger would not know what its receipts belong to, so they wait too.
 */
final class SliceStep {
    private final StepPorts ports;
    private final StepRuntime runtime;
    private final StepSettings settings;
    private final SessionOpener opener;

    SliceStep(StepPorts ports, StepRuntime runtime, StepSettings settings) {
        this.ports = ports;
        this.runtime = runtime;
        this.settings = settings;
        this.opener = new SessionOpener(ports, runtime);
    }

    StepOutcome run(Task.Slice task, TaskContext context) throws StepException, TaskStopped, InterruptedException {
        BooleanSupplier budgetSpent = budget(task.budgetMillis());
        try (Sources sources = Sources.open(ports.sources(), ports.manifests(), task.job())) {
            Slice slice = new Slice(task, context, sources, sources.plan(), budgetSpent);
            Checkpoint checkpoint = task.checkpoint();
            return checkpoint == null ? begin(slice) : resume(slice, checkpoint);
        }
    }

    /** What the parts of one slice share. */
    private record Slice(Task.Slice task, TaskContext context, Sources sources, UploadPlan plan, BooleanSupplier budgetSpent) {}

    private BooleanSupplier budget(long millis) {
        long began = runtime.nanos().getAsLong();
        long nanos = Duration.ofMillis(millis).toNanos();
        return () -> runtime.nanos().getAsLong() - began >= nanos;
    }

    private StepOutcome begin(Slice slice) throws StepException, TaskStopped, InterruptedException {
        Task.Slice task = slice.task();
        UploadPlan plan = slice.plan();
        OpenSession session = opener.open(task.job(), slice.sources().types(), plan, slice.sources().fingerprint(), slice.context());
        PlanSummary summary = plan.summary(slice.sources().fingerprint());
        if (settings.reportsFirst(plan)) {
            report(slice, summary, session);
            UnitRange range = UnitRange.firstOf(plan.units(), task.ways(), task.parallelism());
            send(slice, session, DoneUnits.NONE, range, ListedParts.NONE, slice.context()::unitDone);
            return new StepOutcome.SliceDone(null, null);
        }
        Queue<UnitReceipt> receipts = new ConcurrentLinkedQueue<>();
        send(slice, session, DoneUnits.NONE, new UnitRange(0, plan.units()), ListedParts.NONE, receipts::add);
        slice.context().session(session.session().id());
        receipts.forEach(slice.context()::unitDone);
        return new StepOutcome.SliceDone(summary, session.session());
    }

    /** If the report may be lost, so must the uploads be: were it to arrive all the same, the ledger starts over. */
    private void report(Slice slice, PlanSummary summary, OpenSession session) throws StepException {
        TaskContext context = slice.context();
        try {
            context.prepared(summary, session.session());
            context.session(session.session().id());
        } catch (StepException e) {
            session.abortQuietly(ports.objects(), slice.task().job());
            throw StepFailures.withRemedy(e, Remedy.NEW_SESSION);
        } catch (RuntimeException e) {
            session.abortQuietly(ports.objects(), slice.task().job());
            throw e;
        }
    }

    private StepOutcome resume(Slice slice, Checkpoint checkpoint) throws StepException, TaskStopped, InterruptedException {
        Task.Slice task = slice.task();
        UploadPlan plan = slice.plan();
        requireSame(slice, checkpoint);
        requireTime(checkpoint.session().expiresAt());
        OpenSession session = unseal(task, checkpoint);
        slice.context().session(session.session().id());
        UnitRange range =
                Objects.requireNonNullElseGet(task.range(), () -> UnitRange.firstOf(plan.units(), task.ways(), task.parallelism()));
        send(slice, session, checkpoint.done(), range, listed(session, plan, checkpoint.done(), range), slice.context()::unitDone);
        return new StepOutcome.SliceDone(null, null);
    }

    /**
     * Another worker may have the key: the first attempt is repeated. After that no more is hoped for, and the job starts over; no slice runs once its
     * session may have been committed, so nothing can become two media.
     */
    private OpenSession unseal(Task.Slice task, Checkpoint checkpoint) throws StepException {
        try {
            return OpenSession.unseal(ports.seal(), task.job().jobId(), checkpoint.session());
        } catch (StepException e) {
            throw task.attempt() > 1 && StepFailures.isKeyUnavailable(e) ? StepFailures.withRemedy(e, Remedy.NEW_SESSION) : e;
        }
    }

    private static void requireSame(Slice slice, Checkpoint checkpoint) throws StepException {
        String before = checkpoint.plan().fingerprint();
        String now = slice.sources().fingerprint();
        if (!before.equals(now)) {
            StepException changed = StepFailures.startOver(
                    ErrorCode.SOURCE_CHANGED, "the source changed since the upload began: " + before + ", now " + now);
            throw StepFailures.withField(changed, changedField(before, now, slice.task().job().coverFilePath() != null));
        }
        if (!checkpoint.plan().digest().equals(slice.plan().digest())) {
            throw StepFailures.otherPlan();
        }
    }

    /** A fingerprint is the media's, the cover's if there is one, and that of a bundle's other files if it is one. */
    private static String changedField(String before, String now, boolean withCover) {
        String[] were = before.split("\\|", -1);
        String[] are = now.split("\\|", -1);
        boolean alike = withCover && were.length == are.length && were[0].equals(are[0]);
        return alike && (were.length < 3 || were[2].equals(are[2])) ? "coverFilePath" : "mediaFilePath";
    }

    private void requireTime(Instant expiresAt) throws StepException {
        if (!runtime.instants().instant().plus(settings.expiryMargin()).isBefore(expiresAt)) {
            throw StepFailures.startOver(
                    ErrorCode.SESSION_EXPIRED, "the session's certificate expires at " + expiresAt + ", too soon for another slice");
        }
    }

    private ListedParts listed(OpenSession session, UploadPlan plan, DoneUnits done, UnitRange range) {
        if (!settings.adoptListedParts()) {
            return ListedParts.NONE;
        }
        Collection<PlannedObject> multipart = undoneMultipart(plan, done, range);
        return multipart.isEmpty() ? ListedParts.NONE : ListedParts.of(ports.objects(), session, multipart);
    }

    private static Collection<PlannedObject> undoneMultipart(UploadPlan plan, DoneUnits done, UnitRange range) {
        TreeMap<Integer, PlannedObject> found = new TreeMap<>();
        for (int unit = range.from(); unit < Math.min(range.to(), plan.units()); unit++) {
            PlannedObject object = plan.unit(unit).object();
            if (object.multipart() && !done.has(unit)) {
                found.put(object.number(), object);
            }
        }
        return Set.copyOf(found.values());
    }

    /** The slice is the only one of such a job. */
    private @Nullable Limiter limiter(UploadJob job) {
        return job.bandwidthLimit() == null ? null : new Limiter(job.bandwidthLimit(), runtime.nanos());
    }

    private void send(
            Slice slice, OpenSession session, DoneUnits done, UnitRange range, ListedParts listed, Consumer<UnitReceipt> receipts)
            throws StepException, TaskStopped, InterruptedException {
        TaskContext context = slice.context();
        UnitBoard board = new UnitBoard(slice.plan(), done, range, slice.budgetSpent(), context);
        UnitSender sender =
                new UnitSender(ports.objects(), session, slice.sources(), listed, limiter(slice.task().job()), context::bytesSent);
        new UnitLanes(runtime, settings, context, board, sender, receipts)
                .run(slice.task().id().toString(), slice.task().parallelism());
        slice.sources().requireUnchanged();
    }
}
