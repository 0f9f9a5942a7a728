package dev.longshore.worker.ledger;

import java.time.Instant;
import java.util.Objects;

/** What a published job does. */
final class Admission {
    private Admission() {}

    static void admit(Draft draft, Message message) {
        begin(draft);
    }

    /** A run whose deadline has passed ends before it begins; one that is too early waits. */
    private static void begin(Draft draft) {
        Instant deadline = Stops.deadline(draft);
        Instant notBefore = draft.job.notBefore() == null ? draft.now : Moments.timer(draft.job.notBefore());
        if (deadline != null && !deadline.isAfter(draft.now)) {
            Failures.giveUp(draft, Stops.exceeded(draft), null);
            return;
        }
        if (notBefore.isAfter(draft.now)) {
            draft.retryAt = notBefore;
            draft.phase = Phase.SCHEDULED;
        } else {
            Slices.proceed(draft);
        }
        draft.show(null);
    }

    static void whileRunning(Draft draft, Message message) {
        if (sameContent(draft, message)) {
            draft.duplicates++;
        }
    }

    static void afterSuccess(Draft draft, Message message) {
        if (sameContent(draft, message)) {
            draft.effects.add(new Effect.Succeed(
                    Objects.requireNonNull(draft.result).asRepeat(), ((Message.Submit) message).origin().headers()));
        }
    }

    static void afterFailure(Draft draft, Message message) {
        if (!sameContent(draft, message)) {
            return;
        }
        Draft fresh = new Draft(draft.policy, draft.now, (Message.Submit) message, draft.run + 1, draft.issues);
        draft.origin = fresh.origin;
        draft.run = fresh.run;
        draft.tries = fresh.tries;
        draft.moments = fresh.moments;
        draft.bytesSent = 0;
        draft.cancels = 0;
        draft.failure = null;
        draft.error = null;
        draft.retryAt = null;
        begin(draft);
    }

    private static boolean sameContent(Draft draft, Message message) {
        Message.Submit submit = (Message.Submit) message;
        if (submit.job().equals(draft.job)) {
            return true;
        }
        draft.effects.add(new Effect.Fail(
                Outcomes.conflict(submit.job(), draft.job, draft.now), submit.origin().headers()));
        return false;
    }
}
