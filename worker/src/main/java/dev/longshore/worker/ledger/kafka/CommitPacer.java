package dev.longshore.worker.ledger.kafka;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit right after a record that somebody waits for, but not more often than the pause. What came within the pause is asked for at the next
 * tick; all else waits for the commit interval.
 *
 * <p>The pause grows with the age of what is read: at low load records are fresh, and each is committed at once; where they have waited, be it in a
 * backlog or because the brokers are busy with commits, more of them share a transaction, which is what makes the work cheaper. A record so waits at most
 * a quarter longer than it has waited already, and never longer than until the next tick.
 */
final class CommitPacer {
    /** How often timers are looked at, and commits that have waited are asked for. */
    static final Duration TICK = Duration.ofMillis(100);

    /** Which part of a record's age it may wait again. */
    private static final int SHARE_OF_AGE = 4;

    private final ProcessingContext context;
    private final long pauseMillis;
    private long asked;
    private boolean waiting;

    /** @param pause the least time between two commits that are asked for */
    CommitPacer(ProcessingContext context, Duration pause) {
        this.context = context;
        this.pauseMillis = pause.toMillis();
    }

    /**
     * Says that a record was processed whose effects somebody waits for.
     *
     * @param nowMillis the wall clock's time, in milliseconds since 1970
     * @param writtenMillis when the record was written, by its writer's clock
     */
    void processed(long nowMillis, long writtenMillis) {
        long pause = Math.max(pauseMillis, (nowMillis - writtenMillis) / SHARE_OF_AGE);
        if (nowMillis - asked >= pause) {
            ask(nowMillis);
        } else {
            waiting = true;
        }
    }

    /** To be called regularly. */
    void tick(long nowMillis) {
        if (waiting) {
            ask(nowMillis);
        }
    }

    private void ask(long nowMillis) {
        asked = nowMillis;
        waiting = false;
        context.commit();
    }
}
