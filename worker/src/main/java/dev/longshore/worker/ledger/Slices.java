package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What slices report, and which are issued next. */
final class Slices {
    private Slices() {}

    static void prepared(Draft draft, Message message) {
        Report.Prepared report = (Report.Prepared) ((Message.Reported) message).report();
        record(draft, report, report.plan(), report.session());
        Leases.heard(draft, message);
        proceed(draft);
        draft.show(report.worker());
    }

    static void progress(Draft draft, Message message) {
        Report.Progress report = (Report.Progress) ((Message.Reported) message).report();
        count(draft, report, report.sent());
        if (ofAnotherSession(draft, report.sent())) {
            Leases.strayHeard(draft, message);
        } else {
            Leases.heard(draft, message);
        }
        proceed(draft);
        draft.show(report.worker());
    }

    static void done(Draft draft, Message message) {
        Report.Done report = (Report.Done) ((Message.Reported) message).report();
        Report.Prepared prepared = report.prepared();
        if (prepared != null) {
            record(draft, prepared, prepared.plan(), prepared.session());
        }
        end(draft, message, report.sent());
    }

    static void handedBack(Draft draft, Message message) {
        Report.HandedBack report = (Report.HandedBack) ((Message.Reported) message).report();
        Closings.handedBack(draft, message);
        end(draft, message, report.sent());
    }

    private static void end(Draft draft, Message message, Sent sent) {
        Report report = ((Message.Reported) message).report();
        count(draft, report, sent);
        if (!ofAnotherSession(draft, sent)) {
            Leases.heard(draft, message);
            draft.task(report.task()).ifPresent(draft::end);
        }
        proceed(draft);
        draft.show(report.worker());
    }

    /**
     * A task may reach two workers, each of which opens a session; the one whose session was refused can neither keep, end nor fail the other's
     * work.
     */
    static boolean ofAnotherSession(Draft draft, Sent sent) {
        return draft.upload != null && sent.sessionId() != null && !draft.hasSession(sent.sessionId());
    }

    /** The first session a current slice reports is the job's; any other one is aborted. */
    private static void record(Draft draft, Report report, PlanSummary plan, Session session) {
        if (draft.hasSession(session.id())) {
            return;
        }
        if (session.announced()) {
            announced(draft, report, session);
            return;
        }
        InFlight task = draft.task(report.task()).filter(known -> known.kind().slice()).orElse(null);
        if (task == null || draft.upload != null) {
            draft.note("session.superseded", session.id() + " of " + report.task());
            Closings.abort(draft, session);
            return;
        }
        draft.upload = new Checkpoint(plan, session, DoneUnits.NONE);
        draft.inFlight.removeIf(known -> known.kind() == InFlight.Kind.STRAY && known.of(session));
        InFlight opened = task.of(session) ? task.announcing(null) : task;
        draft.replace(task, opened.over(ranges(draft).first(plan)));
    }

    /** The session exists, its uploads are about to be initiated: should the worker be lost in between, somebody must look for them. */
    private static void announced(Draft draft, Report report, Session session) {
        InFlight task = draft.task(report.task()).filter(known -> known.kind().slice() && known.session() == null).orElse(null);
        if (task == null || draft.upload != null) {
            Closings.announced(draft, report, session);
        } else {
            draft.replace(task, task.announcing(session));
        }
    }

    /** Done units are facts, whoever reports them, if they belong to the current session; bytes count for tasks still known. */
    static void count(Draft draft, Report report, Sent sent) {
        draft.task(report.task()).ifPresent(task -> {
            draft.bytesSent += Math.max(0, sent.bytes() - task.bytesSent());
            draft.replace(task, task.sent(sent.bytes()));
        });
        Checkpoint upload = draft.upload;
        if (upload == null || !draft.hasSession(sent.sessionId()) || sent.receipts().isEmpty()) {
            return;
        }
        int units = upload.plan().units();
        DoneUnits more =
                upload.done().plus(sent.receipts().stream().filter(receipt -> receipt.unit() >= 0 && receipt.unit() < units).toList());
        if (more.count() > upload.done().count()) {
            draft.tries = draft.tries.gained();
            long gained = more.bytes() - upload.done().bytes();
            draft.task(report.task()).ifPresent(task -> draft.replace(task, task.done(gained)));
            draft.upload = new Checkpoint(upload.plan(), upload.session(), more);
        }
    }

    /** Issues whatever the job needs next: nothing while a retry is waited for, a finish when all is stored, else slices for what nobody carries. */
    static void proceed(Draft draft) {
        if (draft.allUnitsDone()) {
            Closings.proceed(draft);
        } else if (draft.retryAt == null) {
            issueSlices(draft);
        }
        draft.phase = phaseOf(draft);
    }

    private static void issueSlices(Draft draft) {
        List<InFlight> carried = draft.slices();
        if (draft.upload == null) {
            if (carried.isEmpty()) {
                issue(draft, InFlight.Kind.FIRST_SLICE, null, 0);
            }
            return;
        }
        for (UnitRange range : ranges(draft).uncarried(draft.upload, carried)) {
            issue(draft, InFlight.Kind.SLICE, range, 0);
        }
    }

    private static Ranges ranges(Draft draft) {
        return new Ranges(draft.policy.ways(draft.job), draft.policy.parallelism(draft.job));
    }

    static void issue(Draft draft, InFlight.Kind kind, @Nullable UnitRange range, int reissues) {
        Task.Slice task = new Task.Slice(
                draft.nextTask(),
                draft.job,
                draft.tries.attempt(),
                draft.upload,
                range,
                draft.policy.ways(draft.job),
                draft.policy.parallelism(draft.job),
                budget(draft).toMillis());
        draft.inFlight.add(InFlight.issued(task.id(), kind, range, null, reissues, draft.now));
        draft.effects.add(new Effect.Issue(task, kind));
    }

    /** A slice takes no unit after the job's deadline. */
    private static Duration budget(Draft draft) {
        Duration usual = draft.policy.sliceBudget();
        Instant deadline = Stops.deadline(draft);
        Duration left = deadline == null ? usual : Duration.between(draft.now, deadline);
        return left.compareTo(usual) < 0 ? left : usual;
    }

    /** The phase follows from what is in flight. */
    static Phase phaseOf(Draft draft) {
        if (draft.inFlight.stream().anyMatch(task -> task.kind() == InFlight.Kind.FINISH)) {
            return Phase.CLOSING;
        }
        if (draft.slices().isEmpty()) {
            return draft.phase == Phase.SCHEDULED ? Phase.SCHEDULED : Phase.WAITING;
        }
        return draft.moments.startedAt() == null ? Phase.QUEUED : Phase.UPLOADING;
    }
}
