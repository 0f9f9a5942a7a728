package dev.longshore.worker.ledger;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A record being changed by one decision, with the effects collected so far. Lives for one call of {@link Ledger#decide}. */
final class Draft {
    final LedgerPolicy policy;
    final Instant now;
    final List<Effect> effects = new ArrayList<>();

    UploadJob job;
    Origin origin;
    Phase phase;
    int run;
    long issues;
    Tries tries;
    @Nullable Checkpoint upload;
    final List<InFlight> inFlight = new ArrayList<>();
    long bytesSent;
    int duplicates;
    int cancels;
    Moments moments;
    @Nullable Instant retryAt;
    @Nullable Failure failure;
    @Nullable Instant wakeAt;
    @Nullable UploadResult result;
    @Nullable UploadError error;
    @Nullable Stop stop;
    boolean forgotten;

    /** The draft of a job that is about to run for the first time, or again. */
    Draft(LedgerPolicy policy, Instant now, Message.Submit submit, int run, long issues) {
        this.policy = policy;
        this.now = now;
        this.job = submit.job();
        this.origin = submit.origin();
        this.phase = Phase.ABSENT;
        this.run = run;
        this.issues = issues;
        this.tries = Tries.FIRST;
        this.moments = Moments.admitted(now);
    }

    Draft(LedgerPolicy policy, Instant now, JobRecord from) {
        this.policy = policy;
        this.now = now;
        this.job = from.job();
        this.origin = from.origin();
        this.phase = from.phase();
        this.run = from.run();
        this.issues = from.issues();
        this.tries = from.tries();
        this.upload = from.upload();
        this.inFlight.addAll(from.inFlight());
        this.bytesSent = from.bytesSent();
        this.duplicates = from.duplicates();
        this.cancels = from.cancels();
        this.moments = from.moments();
        this.retryAt = from.retryAt();
        this.failure = from.failure();
        this.wakeAt = from.wakeAt();
        this.result = from.result();
        this.error = from.error();
        this.stop = from.stop();
    }

    Decision decided() {
        if (forgotten) {
            return new Decision(null, effects);
        }
        JobRecord next = new JobRecord(
                job, origin, phase, run, issues, tries, upload, inFlight, bytesSent, duplicates, cancels, moments, retryAt, failure,
                wakeAt, result, error, stop);
        return new Decision(next.checked(), effects);
    }

    TaskId nextTask() {
        issues++;
        return new TaskId(job.jobId(), run, issues);
    }

    Optional<InFlight> task(TaskId id) {
        return inFlight.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    void replace(InFlight before, InFlight after) {
        inFlight.set(inFlight.indexOf(before), after);
    }

    /**
     * Takes a task out of flight whose worker has ended or is taken for dead. A commit that a finish has sent may take effect all the same, and a session
     * that a slice has announced may have uploads.
     */
    void end(InFlight task) {
        inFlight.remove(task);
        Session session = task.session();
        if (task.kind() == InFlight.Kind.FINISH) {
            moments = moments.commitOpen(now.plus(Stops.SETTLED_AFTER));
        } else if (session != null && task.kind() != InFlight.Kind.ABORT) {
            Closings.abort(this, session);
        }
    }

    /** Takes tasks out of flight whose workers may still be busy; sessions that these have announced stay watched. */
    void supersede(Predicate<InFlight> which) {
        inFlight.replaceAll(task -> which.test(task) && task.kind().slice() && task.session() != null ? task.strayed() : task);
        inFlight.removeIf(task -> which.test(task) && task.kind() != InFlight.Kind.STRAY);
    }

    boolean hasSession(@Nullable String sessionId) {
        return upload != null && upload.session().id().equals(sessionId);
    }

    List<InFlight> slices() {
        return inFlight.stream().filter(task -> task.kind().slice()).toList();
    }

    boolean allUnitsDone() {
        return upload != null && upload.done().count() == upload.plan().units();
    }

    void show(@Nullable String worker) {
        Checkpoint at = upload;
        UploadResult success = result;
        effects.add(new Effect.Show(new JobStatus(
                job.jobId(),
                phase.state(),
                run,
                tries.attempt(),
                at == null ? 0 : at.plan().bytes(),
                at == null ? 0 : at.done().bytes(),
                at == null ? 0 : at.plan().units(),
                at == null ? 0 : at.done().count(),
                worker,
                success != null || failure == null ? null : failure.code(),
                success == null ? null : success.fileId(),
                now)));
    }

    void note(String event, String detail) {
        effects.add(new Effect.Note(event, detail));
    }
}
