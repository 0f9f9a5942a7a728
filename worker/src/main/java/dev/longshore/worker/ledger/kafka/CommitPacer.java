package dev.longshore.worker.ledger.kafka;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit right after a record, but not more often than the pause: at low load a record need not wait for the commit interval, under load
 * many records share a transaction.
 */
final class CommitPacer {
    private final ProcessingContext context;
    private final long pauseMillis;
    private long asked;

    CommitPacer(ProcessingContext context, Duration pause) {
        this.context = context;
        this.pauseMillis = pause.toMillis();
    }

    void processed(long nowMillis) {
        if (nowMillis - asked >= pauseMillis) {
            asked = nowMillis;
            context.commit();
        }
    }
}
