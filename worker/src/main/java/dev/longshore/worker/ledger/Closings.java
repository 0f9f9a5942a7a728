package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import java.util.Objects;

/** Finishing a job's session, and aborting those that nobody will finish. */
final class Closings {
    /** How often an abort may fail, or be lost in its queue, before the uploads are left to the service's own expiry. */
    static final int MOST_ABORTS = 5;

    private Closings() {}

    /** All units are stored: slices still in flight carry nothing that is needed. */
    static void proceed(Draft draft) {
        draft.supersede(task -> task.kind().slice());
        boolean finishing = draft.inFlight.stream().anyMatch(task -> task.kind() == InFlight.Kind.FINISH);
        if (finishing || draft.retryAt != null && draft.phase != Phase.UPLOADING) {
            return;
        }
        draft.retryAt = null;
        boolean first = draft.moments.closingAt() == null;
        draft.moments = draft.moments.closing(draft.now);
        issueFinish(draft, 0, first);
    }

    /** @param first whether no finish of this session was issued before */
    static void issueFinish(Draft draft, int reissues, boolean first) {
        Checkpoint upload = Objects.requireNonNull(draft.upload);
        Task.Finish task = new Task.Finish(draft.nextTask(), draft.job, draft.tries.attempt(), upload, first);
        draft.inFlight.add(InFlight.issued(task.id(), InFlight.Kind.FINISH, null, null, reissues, draft.now));
        draft.effects.add(new Effect.Issue(task, InFlight.Kind.FINISH));
    }

    /** A media was committed: that is a fact, whichever finish of this run reports it. */
    static void closed(Draft draft, Message message) {
        Report.Closed report = (Report.Closed) ((Message.Reported) message).report();
        CommittedMedia media = report.media();
        if (media == null) {
            aborted(draft, message);
            return;
        }
        if (report.task().run() != draft.run) {
            draft.note("closed.stale", report.task() + " committed " + media.fileId() + " for an earlier run");
            return;
        }
        Checkpoint upload = draft.upload;
        if (upload == null || !draft.hasSession(report.sessionId()) || !draft.allUnitsDone()) {
            draft.note("closed.unrecorded", report.task() + " committed " + media.fileId() + " of session " + report.sessionId());
            return;
        }
        succeed(draft, upload.plan(), media);
        draft.show(report.worker());
        draft.upload = null;
    }

    private static void succeed(Draft draft, PlanSummary plan, CommittedMedia media) {
        draft.supersede(task -> !task.kind().tidying());
        draft.retryAt = null;
        draft.failure = null;
        draft.moments = draft.moments.ended(draft.now);
        draft.result = Outcomes.result(draft, plan, media);
        draft.phase = Phase.SUCCEEDED;
        draft.effects.add(new Effect.Succeed(draft.result, draft.origin.headers()));
    }

    /** Issues an abort if the session has multipart uploads; a stored object that is never committed is the service's to remove. */
    static void abort(Draft draft, Session session) {
        draft.inFlight.removeIf(task -> task.kind() == InFlight.Kind.STRAY && task.of(session));
        boolean known = draft.inFlight.stream().anyMatch(task -> task.kind() == InFlight.Kind.ABORT && aborts(task, session));
        if (!known && !session.uploads().isEmpty()) {
            issueAbort(draft, session, 0);
        }
    }

    /** An abort of what was only announced doesn't know the uploads' ids. */
    private static boolean aborts(InFlight task, Session session) {
        Session aborted = task.session();
        return aborted != null && task.of(session) && (session.announced() || !aborted.announced());
    }

    /** A session that is only announced may get uploads as long as its worker lives: it is watched until then. */
    static void announced(Draft draft, Report report, Session session) {
        if (draft.inFlight.stream().noneMatch(task -> task.of(session))) {
            draft.inFlight.add(InFlight.stray(report.task(), session, report.worker(), draft.now));
        }
    }

    /** Issues an abort again, until it was in vain often enough or can't be done any more; workers that died in it count for nothing. */
    static void issueAbort(Draft draft, InFlight before) {
        Session session = Objects.requireNonNull(before.session());
        if (before.reissues() < MOST_ABORTS && draft.now.isBefore(session.expiresAt())) {
            issueAbort(draft, session, before.reissues());
        } else {
            draft.note("abort.given-up", session.id() + " of job " + draft.job.jobId());
        }
    }

    private static void issueAbort(Draft draft, Session session, int reissues) {
        Task.Abort task = new Task.Abort(draft.nextTask(), draft.job, draft.tries.attempt(), session);
        draft.inFlight.add(InFlight.issued(task.id(), InFlight.Kind.ABORT, null, session, reissues, draft.now));
        draft.effects.add(new Effect.Issue(task, InFlight.Kind.ABORT));
    }

    static void aborted(Draft draft, Message message) {
        Report.Closed report = (Report.Closed) ((Message.Reported) message).report();
        CommittedMedia media = report.media();
        if (media != null && (draft.result == null || !draft.result.fileId().equals(media.fileId()))) {
            draft.note("closed.late", report.task() + " committed " + media.fileId() + " after the outcome was published");
        }
        draft.task(report.task()).filter(task -> task.kind() == InFlight.Kind.ABORT).ifPresent(draft.inFlight::remove);
    }

    /** An abort that was handed back goes to the next worker; that counts for nothing. */
    static void handedBack(Draft draft, Message message) {
        Report report = ((Message.Reported) message).report();
        endStray(draft, report);
        draft.task(report.task()).filter(task -> task.kind() == InFlight.Kind.ABORT).ifPresent(task -> {
            draft.inFlight.remove(task);
            issueAbort(draft, Objects.requireNonNull(task.session()), task.reissues());
        });
    }

    /** An abort that failed stays in flight: it falls silent, and is issued again when its lease ends, not at once. */
    static void abortFailed(Draft draft, Message message) {
        Report.Failed report = (Report.Failed) ((Message.Reported) message).report();
        endStray(draft, report);
        draft.task(report.task()).ifPresent(task -> {
            draft.note("abort.failed", task.id() + ": " + report.failure().message());
            draft.replace(task, task.inVain());
        });
        Leases.heard(draft, message);
    }

    static void strayPrepared(Draft draft, Message message) {
        Report.Prepared report = (Report.Prepared) ((Message.Reported) message).report();
        if (draft.hasSession(report.session().id())) {
            return;
        }
        if (report.session().announced()) {
            announced(draft, report, report.session());
        } else {
            abort(draft, report.session());
        }
    }

    static void strayDone(Draft draft, Message message) {
        Report.Done report = (Report.Done) ((Message.Reported) message).report();
        Report.Prepared prepared = report.prepared();
        if (prepared != null && !draft.hasSession(prepared.session().id())) {
            abort(draft, prepared.session());
        }
        endStray(draft, report);
    }

    /** The worker of a session that was only announced has ended. */
    private static void endStray(Draft draft, Report report) {
        draft.task(report.task()).filter(task -> task.kind() == InFlight.Kind.STRAY).ifPresent(draft::end);
    }
}
