package dev.longshore.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One job's record and time; every call folds one message and holds the decision against {@link Rules}. */
final class JobWalk {
    record Step(Message message, Instant at) {}

    final LedgerPolicy policy;
    final List<Step> log = new ArrayList<>();
    final List<Effect> all = new ArrayList<>();
    QueueView queues;
    Instant now = Samples.START;
    private final UploadJob job;
    private final Rules rules;
    private String worker = "worker-1";
    private List<Effect> last = List.of();
    private @Nullable JobRecord record;

    JobWalk(UploadJob job, LedgerPolicy policy) {
        this.job = job;
        this.policy = policy;
        this.rules = new Rules(policy);
        this.queues = QueueView.from(now);
    }

    static JobWalk submitted(UploadJob job) {
        return new JobWalk(job, LedgerPolicy.DEFAULT).submit();
    }

    /** A job whose first slice has begun and recorded session {@code s1} with so many units. */
    static JobWalk prepared(UploadJob job, int units) {
        JobWalk walk = submitted(job);
        Task first = walk.task();
        return walk.started(first).prepared(first, Samples.session("s1"), units);
    }

    /** A job whose units are all stored, with its finish issued. */
    static JobWalk closing(UploadJob job) {
        JobWalk walk = prepared(job, 2);
        return walk.done(walk.task(1), Samples.sent("s1", 0, 1));
    }

    JobWalk fold(Message message) {
        Decision decision = rules.decide(record, message, now);
        log.add(new Step(message, now));
        record = decision.next();
        last = decision.effects();
        all.addAll(last);
        return this;
    }

    JobWalk report(Report report) {
        return fold(new Message.Reported(report));
    }

    JobWalk report(Report report, Instant writtenAt) {
        return fold(new Message.Reported(report, writtenAt));
    }

    JobWalk submit() {
        return submit(job, Map.of());
    }

    JobWalk submit(UploadJob other, Map<String, String> headers) {
        return fold(new Message.Submit(other, new Origin(now, headers)));
    }

    JobWalk cancel() {
        return cancel("a new cut");
    }

    JobWalk cancel(@Nullable String reason) {
        RejectedRecord record = new RejectedRecord("longshore.jobs", 0, 7, "e30=", false);
        return fold(new Message.Cancel(new CancelRequest(job.jobId(), reason), new Origin(now, Map.of()), record));
    }

    JobWalk after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** From now on this worker reports. */
    JobWalk by(String name) {
        worker = name;
        return this;
    }

    JobWalk started(Task task) {
        record().inFlight()
                .stream()
                .filter(known -> known.id().equals(task.id()))
                .forEach(known -> queues = queues.started(known.kind(), known.issuedAt(), now));
        return report(new Report.Started(task.id(), worker));
    }

    JobWalk prepared(Task task, Session session, int units) {
        return report(prepares(task, session, units));
    }

    Report.Prepared prepares(Task task, Session session, int units) {
        return new Report.Prepared(task.id(), worker, Samples.plan(units), session);
    }

    JobWalk progress(Task task, Sent sent) {
        return report(new Report.Progress(task.id(), worker, sent));
    }

    JobWalk done(Task task, Sent sent) {
        return report(new Report.Done(task.id(), worker, sent, null));
    }

    JobWalk handedBack(Task task, Sent sent) {
        return report(new Report.HandedBack(task.id(), worker, sent));
    }

    JobWalk failed(Task task, Failure.Remedy remedy) {
        return failed(task, Sent.NOTHING, remedy);
    }

    JobWalk failed(Task task, Sent sent, Failure.Remedy remedy) {
        return report(new Report.Failed(task.id(), worker, sent, Samples.failure(remedy)));
    }

    JobWalk committed(Task task, String sessionId, String fileId) {
        return report(new Report.Closed(task.id(), worker, sessionId, Samples.media(fileId)));
    }

    JobWalk aborted(Task task, String sessionId) {
        return report(new Report.Closed(task.id(), worker, sessionId, null));
    }

    /** A look-up that found nothing. */
    JobWalk notFound(Task task) {
        return aborted(task, ((Task.LookUp) task).checkpoint().session().id());
    }

    JobWalk wakeUp() {
        return fold(new Message.WakeUp(queues));
    }

    /** Lets time pass until the timer, and serves it. */
    JobWalk untilTimer() {
        Instant wakeAt = Objects.requireNonNull(record().wakeAt());
        now = wakeAt.isAfter(now) ? wakeAt : now;
        return wakeUp();
    }

    /** Lets time pass until the failure has been waited out. */
    JobWalk untilRetry() {
        now = Objects.requireNonNull(record().retryAt());
        return wakeUp();
    }

    /** Lets a lease pass in silence and reads the probe that follows. */
    JobWalk untilExpired() {
        return after(policy.lease()).wakeUp().readProbes();
    }

    /** Reads the probes that the last message sent. */
    JobWalk readProbes() {
        sent(Effect.Send.class).forEach(send -> report(send.probe()));
        return this;
    }

    JobRecord record() {
        return Objects.requireNonNull(record, "the job is forgotten");
    }

    /** The current session with its units. */
    Checkpoint upload() {
        return Objects.requireNonNull(record().upload(), "the job has no session");
    }

    /** What a slice carries on from. */
    static Checkpoint checkpoint(Task.Slice slice) {
        return Objects.requireNonNull(slice.checkpoint(), "a slice without a checkpoint");
    }

    boolean forgotten() {
        return record == null;
    }

    Phase phase() {
        return record().phase();
    }

    /** The only task that the last message issued. */
    Task task() {
        List<Task> issued = issued();
        assertThat(issued).hasSize(1);
        return issued.getFirst();
    }

    /** The task with this issue number, whenever it was issued. */
    Task task(long issue) {
        return all.stream()
                .filter(effect -> effect instanceof Effect.Issue(Task task, var _) && task.id().issue() == issue)
                .map(effect -> ((Effect.Issue) effect).task())
                .findFirst()
                .orElseThrow();
    }

    /** What the last message issued. */
    List<Task> issued() {
        return sent(Effect.Issue.class).stream().map(Effect.Issue::task).toList();
    }

    /** The effects of this kind that the last message had. */
    <T extends Effect> List<T> sent(Class<T> kind) {
        return last.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only success that the last message published. */
    UploadResult result() {
        assertThat(sent(Effect.Succeed.class)).hasSize(1);
        return sent(Effect.Succeed.class).getFirst().result();
    }

    /** The only error that the last message published. */
    UploadError error() {
        assertThat(sent(Effect.Fail.class)).hasSize(1);
        return sent(Effect.Fail.class).getFirst().error();
    }

    List<Effect> effects() {
        return last;
    }
}
