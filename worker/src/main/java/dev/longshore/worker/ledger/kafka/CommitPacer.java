package dev.longshore.worker.ledger.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a commit right after a record that somebody waits for, but not more often than the pause; what comes within the pause is committed at its end.
 * A commit is one of all tasks of a stream thread, so they share a pacer.
 *
 * <p>The pause grows with the age of what is read: at low load records are fresh, and each is committed at once; where they have waited, be it in a
 * backlog or because the brokers are busy with commits, more of them share a transaction, which is what makes the work cheaper. A record so waits at most
 * a quarter longer than it has waited already, and never longer than half a second.
 */
final class CommitPacer {
    /** Which part of a record's age it may wait again. */
    private static final int SHARE_OF_AGE = 4;

    private static final long LONGEST_MILLIS = 500;

    private final long pauseMillis;
    private long asked;
    private boolean waiting;
    /** When the last reminder was or will be. */
    private long reminded;

    /** @param pause the least time between two commits that are asked for */
    CommitPacer(Duration pause) {
        this.pauseMillis = pause.toMillis();
    }

    /**
     * Says that a record was processed whose effects somebody waits for.
     *
     * @param context that of the record's processor
     * @param nowMillis the wall clock's time, in milliseconds since 1970
     * @param writtenMillis when the record was written, by its writer's clock
     */
    void processed(ProcessingContext context, long nowMillis, long writtenMillis) {
        long pause = Math.max(pauseMillis, Math.min(LONGEST_MILLIS, (nowMillis - writtenMillis) / SHARE_OF_AGE));
        long since = nowMillis - asked;
        // Less than nothing where the clock was put back.
        if (since < 0 || since >= pause) {
            ask(context, nowMillis);
        } else {
            waiting = true;
            // One is enough, unless it comes too late or, since its task was moved to another thread, never.
            if (nowMillis >= reminded || asked + pause < reminded) {
                remind(context, nowMillis, pause - since);
            }
        }
    }

    private void remind(ProcessingContext context, long nowMillis, long inMillis) {
        reminded = nowMillis + inMillis;
        AtomicReference<@Nullable Cancellable> reminder = new AtomicReference<>();
        reminder.set(context.schedule(Duration.ofMillis(inMillis), PunctuationType.WALL_CLOCK_TIME, at -> {
            Cancellable once = reminder.get();
            if (once != null) {
                once.cancel();
            }
            if (waiting) {
                ask(context, at);
            }
        }));
    }

    private void ask(ProcessingContext context, long nowMillis) {
        asked = nowMillis;
        waiting = false;
        context.commit();
    }
}
