package dev.longshore.worker.ledger;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.UploadError;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends runs that nobody wants any more: cancelled, or past their deadline.
 *
 * <p>Before a finish was issued that is done at once. Afterwards a commit may have taken effect, or be about to: the finish in flight is awaited, and
 * if it tells of no media, or nothing, the media is looked up. Only a look-up that was issued when no commit could take effect any more, and that found
 * nothing, ends the run as stopped; a media, whoever finds it, ends it as succeeded.
 */
final class Stops {
    /**
     * How long after a finish has ended, or was taken for dead, its commit may take effect and its media may not show. A worker sends no commit after its
     * lease; the service may carry out a call for a while after its caller has given it up, and searching shows a media within seconds, as far as is
     * known. This is ample for a minute or two of each.
     */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(5);

    /** A finish that waits unseen in its queue may be taken at any time, but an expired session can't be committed. */
    static final Duration SETTLED_AFTER_EXPIRY = Duration.ofMinutes(10);

    private Stops() {}

    static void cancel(Draft draft, Message message) {
        draft.cancels++;
        stop(draft, new Stop(Phase.CANCELLED, cancelled(((Message.Cancel) message).request().reason()), 0));
    }

    static void cancelAgain(Draft draft, Message message) {
        draft.cancels++;
    }

    static void cancelAfterEnd(Draft draft, Message message) {
        draft.cancels++;
        draft.note("cancel.late", "the job had " + draft.phase.state());
    }

    /** A run whose deadline has come is stopped, unless it is being stopped already. */
    static void atDeadline(Draft draft) {
        Instant deadline = deadline(draft);
        if (deadline != null && !deadline.isAfter(draft.now) && draft.stop == null) {
            stop(draft, new Stop(Phase.FAILED, exceeded(draft), 0));
        }
    }

    static @Nullable Instant deadline(Draft draft) {
        return draft.job.deadline() == null ? null : Moments.timer(draft.job.deadline());
    }

    static Failure exceeded(Draft draft) {
        return Failure.ofField(ErrorCode.DEADLINE_EXCEEDED, "deadline",
                "The job had not ended at its deadline, " + draft.job.deadline() + ".");
    }

    private static void stop(Draft draft, Stop stop) {
        draft.stop = stop;
        draft.failure = stop.failure();
        draft.retryAt = null;
        draft.supersede(task -> task.kind().slice());
        if (inFlight(draft, InFlight.Kind.FINISH)) {
            draft.phase = Phase.STOPPING;
            draft.show(null);
        } else if (draft.moments.commitOpenUntil() == null) {
            end(draft, stop, stop.failure(), null);
        } else {
            lookUp(draft);
            draft.show(null);
        }
    }

    private static void end(Draft draft, Stop stop, Failure failure, @Nullable String worker) {
        draft.stop = null;
        Failures.end(draft, stop.phase(), failure, worker);
    }

    /** Asks for the media, unless that is being asked. */
    static void lookUp(Draft draft) {
        draft.phase = Phase.STOPPING;
        draft.retryAt = null;
        if (!inFlight(draft, InFlight.Kind.LOOK_UP)) {
            Checkpoint upload = Objects.requireNonNull(draft.upload);
            Task.LookUp task = new Task.LookUp(draft.nextTask(), draft.job, draft.tries.attempt(), upload);
            draft.inFlight.add(InFlight.issued(task.id(), InFlight.Kind.LOOK_UP, null, null, 0, draft.now));
            draft.effects.add(new Effect.Issue(task, InFlight.Kind.LOOK_UP));
        }
    }

    /** Who reports a task that isn't in flight may be carrying a finish that was given up. */
    static void heard(Draft draft, Message message) {
        Report report = ((Message.Reported) message).report();
        if (draft.task(report.task()).isEmpty() && report.task().run() == draft.run) {
            draft.moments = draft.moments.commitOpen(draft.now.plus(SETTLED_AFTER));
        }
        Leases.heard(draft, message);
    }

    static void failed(Draft draft, Message message) {
        Report.Failed report = (Report.Failed) ((Message.Reported) message).report();
        heard(draft, message);
        draft.task(report.task()).ifPresent(task -> {
            switch (task.kind()) {
                case ABORT -> Closings.abortFailed(draft, message);
                case LOOK_UP -> {
                    draft.inFlight.remove(task);
                    notLookedUp(draft, report);
                }
                case FINISH, FIRST_SLICE, SLICE, STRAY -> gone(draft, task);
            }
        });
    }

    static void handedBack(Draft draft, Message message) {
        heard(draft, message);
        Closings.handedBack(draft, message);
        draft.task(((Message.Reported) message).report().task())
                .filter(task -> task.kind() != InFlight.Kind.ABORT)
                .ifPresent(task -> gone(draft, task));
    }

    static void probed(Draft draft, Message message) {
        Leases.expired(draft, message).ifPresent(task -> {
            if (task.kind() == InFlight.Kind.ABORT) {
                Leases.probedAfterEnd(draft, message);
            } else {
                draft.note("lease.expired", task.id() + " of worker " + task.worker());
                gone(draft, task);
            }
        });
    }

    /** A finish or look-up has ended without an answer: the media is to be looked up, unless that is waited for. */
    private static void gone(Draft draft, InFlight task) {
        draft.end(task);
        if (!task.kind().tidying()) {
            lookUp(draft);
        }
    }

    static void closed(Draft draft, Message message) {
        Report.Closed report = (Report.Closed) ((Message.Reported) message).report();
        InFlight task = draft.task(report.task()).orElse(null);
        if (report.media() != null) {
            Stop stop = draft.stop;
            Closings.closed(draft, message);
            if (draft.phase == Phase.SUCCEEDED && stop != null) {
                draft.stop = null;
                draft.note("stop.late", stop.failure().code() + " came after the commit");
            }
        } else if (task != null && task.kind() == InFlight.Kind.LOOK_UP) {
            draft.inFlight.remove(task);
            notFound(draft, task, report.worker());
        } else {
            Closings.aborted(draft, message);
        }
    }

    private static void notFound(Draft draft, InFlight lookUp, String worker) {
        Instant settled = Objects.requireNonNull(draft.moments.commitOpenUntil());
        Stop stop = Objects.requireNonNull(draft.stop);
        if (lookUp.issuedAt().isBefore(settled)) {
            draft.retryAt = settled;
        } else {
            end(draft, stop, stop.failure(), worker);
        }
    }

    /** What the service does to everybody is waited out; a look-up that can't be made at all leaves a doubt, which the outcome tells. */
    private static void notLookedUp(Draft draft, Report.Failed report) {
        Stop stop = Objects.requireNonNull(draft.stop);
        Failure failure = report.failure();
        Instant settled = Objects.requireNonNull(draft.moments.commitOpenUntil());
        if (failure.remedy() == Failure.Remedy.WAIT_FOR_SERVICE) {
            draft.tries = draft.tries.waited();
            draft.retryAt = draft.policy.backoff(draft.now, draft.tries.waits(), draft.job.jobId());
        } else if (failure.remedy() == Failure.Remedy.RETRY && stop.tries() + 1 < draft.policy.maxAttempts()) {
            draft.stop = stop.failedOnce();
            draft.retryAt = draft.policy.backoff(draft.now, stop.tries() + 1, draft.job.jobId());
        } else if (draft.now.isBefore(settled)) {
            draft.retryAt = settled;
        } else {
            end(draft, stop, doubtful(stop.failure(), failure), report.worker());
        }
    }

    private static Failure doubtful(Failure f, Failure unasked) {
        String message = f.message() + " A commit may have taken effect; that could not be looked up: " + unasked.code() + ", "
                + unasked.message();
        return new Failure(
                f.code(), f.category(), f.remedy(), message, f.field(), unasked.serviceCode(), unasked.serviceMessage(),
                unasked.requestId());
    }

    static void keepTime(Draft draft, Message message) {
        Timekeeping.tasks(draft, message);
        if (draft.retryAt != null && !draft.retryAt.isAfter(draft.now)) {
            lookUp(draft);
        }
    }

    private static boolean inFlight(Draft draft, InFlight.Kind kind) {
        return draft.inFlight.stream().anyMatch(task -> task.kind() == kind);
    }

    static Effect unknown(Message.Cancel cancel, Instant now) {
        ErrorCode code = ErrorCode.JOB_UNKNOWN;
        String jobId = cancel.request().cancel();
        UploadError error = new UploadError(
                jobId, code.code(), code.category(), code.retryable(), "There is no job " + jobId + " to cancel.", code.hint(), "cancel",
                null, null, null, 0, 0, now, cancel.record(), null, null);
        return new Effect.Fail(error, cancel.origin().headers());
    }

    private static Failure cancelled(@Nullable String reason) {
        String message = "Cancelled on request" + (reason == null ? "." : ": " + oneLine(reason));
        return Failure.of(ErrorCode.CANCELLED_ON_REQUEST, Failure.Remedy.GIVE_UP, message);
    }

    /** The reason is a stranger's: nothing in it may start a line or turn the text round. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().map(point -> misleads(point) ? ' ' : point).forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean misleads(int point) {
        return Character.isISOControl(point) || point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069
                || point == 0x2028 || point == 0x2029;
    }
}
