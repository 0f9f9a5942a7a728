package dev.longshore.worker.simulation;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.MemorySeal;
import dev.longshore.worker.uploader.StepPorts;
import dev.longshore.worker.uploader.StepRuntime;
import dev.longshore.worker.uploader.StepSettings;
import dev.longshore.worker.uploader.Steps;
import dev.longshore.worker.uploader.UploadSteps;
import dev.longshore.worker.uploader.UploaderSettings;
import dev.longshore.worker.vod.SessionSecrets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything there is in a schedule: the real ledger and steps, and around them what only looks real. */
final class World {
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final long ACCEPT = 3_000_000;

    private final Kernel kernel = new Kernel();
    private final Clock clock = new Clock(kernel);
    private final Profile profile;
    private final Trouble trouble;
    private final Trace trace;
    private final Mutation mutation;
    private final Shelf shelf = new Shelf();
    private final Oracle oracle = new Oracle(this);
    private final Queue slices;
    private final Queue closings;
    private final Vod vod;
    private final Cos cos;
    private final Steps steps;
    private final Decider decider;
    private final Workers workers;
    private final List<Partition> partitions = new ArrayList<>();
    private final SessionSeal seal;
    private int sessions;

    World(Profile profile, Trouble trouble, Mutation mutation, Trace trace) {
        this.profile = profile;
        this.trouble = trouble;
        this.mutation = mutation;
        this.trace = trace;
        slices = new Queue(kernel, trouble, trace);
        closings = new Queue(kernel, trouble, trace);
        seal = watched();
        Calls calls = new Calls(kernel, trouble, new LateFleet(), trace);
        vod = new Vod(calls, clock, oracle, trouble, profile.vod());
        cos = new Cos(calls, oracle, vod, profile.cos());
        StepSettings d = StepSettings.DEFAULT;
        StepSettings settings = new StepSettings(
                d.prepareAboveBytes(), d.prepareAboveUnits(), d.expiryMargin(), d.grace(), Duration.ofSeconds(1), d.adoptListedParts());
        StepRuntime runtime = new StepRuntime(clock, kernel::now, new Lanes(kernel), () -> "session-" + ++sessions);
        steps = mutation.steps(this, new UploadSteps(mutation.ports(this, ports()), runtime, settings));
        decider = mutation.decider(this, new Ledger(profile.policy())::decide);
        for (int number = 0; number < profile.partitions(); number++) {
            partitions.add(new Partition(this, number));
        }
        workers = new Workers(
                this, profile.workers(),
                new UploaderSettings("", 2, 2, 1, HEARTBEAT, profile.policy().lease(), Duration.ofSeconds(15)));
        slices.serve(workers);
        closings.serve(workers);
    }

    /** The fleet exists only after the services do. */
    private final class LateFleet implements Fleet {
        @Override
        public @Nullable Worker free(Queue queue) {
            return workers.free(queue);
        }

        @Override
        public void step(Strand caller, Op op, Moment moment, int job) {
            workers.step(caller, op, moment, job);
        }
    }

    private StepPorts ports() {
        return new StepPorts(shelf, vod, new RetryingObjectStore(cos, RetryingObjectStore.Policy.DEFAULT, kernel::sleep), seal);
    }

    /** Remembers which session is whose. */
    private SessionSeal watched() {
        SessionSeal real = new MemorySeal();
        return new SessionSeal() {
            @Override
            public SealedText seal(SessionSecrets secrets, String context) {
                oracle.sealed(secrets, context);
                return real.seal(secrets, context);
            }

            @Override
            public SessionSecrets open(SealedText sealed, String context) throws StepException {
                return real.open(sealed, context);
            }
        };
    }

    /** Whether the broker has taken the acceptance, as far as the worker knows. */
    boolean accept(Worker worker, Queue queue, Queue.Entry entry) throws InterruptedException {
        Strand caller = kernel.current();
        workers.step(caller, Op.ACCEPT, Moment.BEFORE, entry.job);
        new Signal(kernel).await(ACCEPT);
        if (trouble.happens(Chance.Matter.ACCEPT_LOST, entry.job)) {
            return false;
        }
        oracle.accepting(worker, entry.task.id());
        boolean accepted = queue.accept(entry, worker);
        workers.step(caller, Op.ACCEPT, Moment.EFFECT, entry.job);
        caller.requireAlive();
        new Signal(kernel).await(ACCEPT);
        workers.step(caller, Op.ACCEPT, Moment.ANSWERED, entry.job);
        return accepted && !trouble.happens(Chance.Matter.ACCEPT_UNANSWERED, entry.job);
    }

    static String mediaPath(int job) {
        return "/m/film-" + job + ".mp4";
    }

    static String coverPath(int job) {
        return "/m/cover-" + job + ".jpg";
    }

    /** @param deadline from the beginning; absent for none */
    UploadJob uploadJob(int number, @Nullable Duration deadline) {
        Profile.Job job = profile.jobs().get(number);
        var builder = UploadJob.builder("job-" + number, mediaPath(number)).concurrentUploadNumber(job.concurrentUploadNumber());
        if (deadline != null) {
            builder.deadline(clock.wholeMillis().plus(deadline).atOffset(ZoneOffset.UTC));
        }
        return job.coverGrains() == 0 ? builder.build() : builder.coverFilePath(coverPath(number)).build();
    }

    /** A job's number, from its id. */
    int job(String jobId) {
        return Integer.parseInt(jobId.substring(4));
    }

    void submit(UploadJob job) {
        trace.add(kernel.now(), "somebody", "submits", job.jobId());
        partition(job(job.jobId())).append(job.jobId(), new Message.Submit(job, new Origin(clock.wholeMillis(), Map.of())));
    }

    void cancel(String jobId) {
        trace.add(kernel.now(), "somebody", "cancels", jobId);
        RejectedRecord record = new RejectedRecord("longshore.jobs", 0, 0, null, false);
        partition(job(jobId)).append(jobId,
                new Message.Cancel(new CancelRequest(jobId, null), new Origin(clock.wholeMillis(), Map.of()), record));
    }

    /** Whether nothing is under way any more. */
    boolean atRest() {
        return slices.isEmpty()
                && closings.isEmpty()
                && partitions.stream()
                        .allMatch(partition -> partition.atRest() && partition.stored().values().stream().allMatch(World::isOver));
    }

    private static boolean isOver(JobRecord record) {
        return record.phase().ended() && record.inFlight().isEmpty();
    }

    Kernel kernel() {
        return kernel;
    }

    Clock clock() {
        return clock;
    }

    Profile profile() {
        return profile;
    }

    LedgerPolicy policy() {
        return profile.policy();
    }

    Trouble trouble() {
        return trouble;
    }

    Trace trace() {
        return trace;
    }

    Taking taking() {
        return mutation.taking();
    }

    Publication publication() {
        return mutation.publication();
    }

    SessionSeal seal() {
        return seal;
    }

    Shelf shelf() {
        return shelf;
    }

    Oracle oracle() {
        return oracle;
    }

    Queue slices() {
        return slices;
    }

    Queue closings() {
        return closings;
    }

    Vod vod() {
        return vod;
    }

    Cos cos() {
        return cos;
    }

    Steps steps() {
        return steps;
    }

    Decider decider() {
        return decider;
    }

    Workers workers() {
        return workers;
    }

    List<Partition> partitions() {
        return partitions;
    }

    Partition partition(int job) {
        return partitions.get(job % partitions.size());
    }
}
