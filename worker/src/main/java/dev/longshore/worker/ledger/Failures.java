package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;
import org.jspecify.annotations.Nullable;

/** What a task's failure does to its job. */
final class Failures {
    private Failures() {}

    static void failed(Draft draft, Message message) {
        Report.Failed report = (Report.Failed) ((Message.Reported) message).report();
        Slices.count(draft, report, report.sent());
        InFlight task = draft.task(report.task()).orElse(null);
        if (task != null && task.kind() == InFlight.Kind.ABORT) {
            Closings.abortFailed(draft, message);
            return;
        }
        if (task != null && task.kind() == InFlight.Kind.STRAY) {
            draft.end(task);
            return;
        }
        if (task == null || Slices.ofAnotherSession(draft, report.sent())) {
            Phase before = draft.phase;
            Slices.proceed(draft);
            if (draft.phase != before) {
                draft.show(report.worker());
            }
            return;
        }
        Leases.heard(draft, message);
        draft.task(report.task()).ifPresent(draft::end);
        remedy(draft, report.failure(), report.worker());
        if (!draft.phase.ended()) {
            draft.show(report.worker());
        }
    }

    private static void remedy(Draft draft, Failure failure, String worker) {
        draft.failure = failure;
        switch (failure.remedy()) {
            case GIVE_UP -> giveUp(draft, failure, worker);
            case RETRY -> retry(draft, failure, worker);
            case WAIT_FOR_SERVICE -> {
                draft.tries = draft.retryAt == null ? draft.tries.waited() : draft.tries;
                await(draft, draft.tries.waits());
            }
            case NEW_SESSION -> retry(draft, failure, worker);
        }
    }

    /** Slices of one job that fail together spend one attempt: the first sets the timer, the others find it set. */
    private static void retry(Draft draft, Failure failure, String worker) {
        if (draft.retryAt == null) {
            if (draft.tries.attempt() >= draft.policy.maxAttempts()) {
                giveUp(draft, failure, worker);
                return;
            }
            draft.tries = draft.tries.nextAttempt();
        }
        if (failure.remedy() == Failure.Remedy.NEW_SESSION) {
            dropSession(draft);
            draft.moments = draft.moments.reopened();
        }
        await(draft, draft.tries.attempt() - 1);
    }

    static void await(Draft draft, int n) {
        if (draft.retryAt == null) {
            draft.retryAt = draft.policy.backoff(draft.now, Math.max(1, n), draft.job.jobId());
        }
        Slices.proceed(draft);
    }

    private static void dropSession(Draft draft) {
        draft.supersede(task -> !task.kind().tidying());
        if (draft.upload != null) {
            Closings.abort(draft, draft.upload.session());
            draft.upload = null;
        }
    }

    static void giveUp(Draft draft, Failure failure, @Nullable String worker) {
        end(draft, Phase.FAILED, failure, worker);
    }

    /** The last status says how far the run had come, so it is made before the session is dropped. */
    static void end(Draft draft, Phase phase, Failure failure, @Nullable String worker) {
        draft.failure = failure;
        draft.retryAt = null;
        draft.moments = draft.moments.ended(draft.now);
        draft.error = Outcomes.error(draft, failure);
        draft.phase = phase;
        draft.effects.add(new Effect.Fail(draft.error, draft.origin.headers()));
        draft.show(worker);
        dropSession(draft);
    }
}
