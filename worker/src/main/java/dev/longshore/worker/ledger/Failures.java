package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;

/** What a task's failure does to its job. */
final class Failures {
    private Failures() {}

    static void failed(Draft draft, Message message) {
        Report.Failed report = (Report.Failed) ((Message.Reported) message).report();
        Slices.count(draft, report, report.sent());
        InFlight task = draft.task(report.task()).orElse(null);
        if (task == null) {
            Slices.proceed(draft);
            return;
        }
        draft.inFlight.remove(task);
        if (task.kind() == InFlight.Kind.ABORT) {
            Closings.abortFailed(draft, task, report.failure());
            return;
        }
        remedy(draft, report.failure());
        draft.show(report.worker());
    }

    private static void remedy(Draft draft, Failure failure) {
        draft.failure = failure;
        switch (failure.remedy()) {
            case GIVE_UP -> giveUp(draft, failure);
            case RETRY -> retry(draft, failure);
            case WAIT_FOR_SERVICE -> {
                draft.tries = draft.tries.waited();
                await(draft, draft.tries.waits());
            }
            case NEW_SESSION -> {
                dropSession(draft);
                retry(draft, failure);
            }
        }
    }

    /** Slices of one job that fail together spend one attempt: the first sets the timer, the others find it set. */
    private static void retry(Draft draft, Failure failure) {
        if (draft.retryAt == null) {
            if (draft.tries.attempt() >= draft.policy.maxAttempts()) {
                giveUp(draft, failure);
                return;
            }
            draft.tries = draft.tries.nextAttempt();
        }
        await(draft, draft.tries.attempt() - 1);
    }

    private static void await(Draft draft, int n) {
        if (draft.retryAt == null) {
            draft.retryAt = draft.policy.backoff(draft.now, Math.max(1, n), draft.job.jobId());
        }
        Slices.proceed(draft);
    }

    private static void dropSession(Draft draft) {
        draft.inFlight.removeIf(task -> task.kind() != InFlight.Kind.ABORT);
        if (draft.upload != null) {
            Closings.abort(draft, draft.upload.session());
            draft.upload = null;
        }
    }

    static void giveUp(Draft draft, Failure failure) {
        dropSession(draft);
        draft.failure = failure;
        draft.retryAt = null;
        draft.moments = draft.moments.ended(draft.now);
        draft.error = Outcomes.error(draft, failure);
        draft.phase = Phase.FAILED;
        draft.effects.add(new Effect.Fail(draft.error, draft.origin.headers()));
    }
}
