package dev.longshore.worker.ledger;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run has spent.
 *
 * @param attempt the current try, from 1
 * @param waits failures of the service in a row, which spend no attempt
 * @param losses workers lost in a row without a unit gained
 * @param lostAt when the last loss was counted
 */
public record Tries(int attempt, int waits, int losses, @Nullable Instant lostAt) {
    static final Tries FIRST = new Tries(1, 0, 0, null);

    Tries nextAttempt() {
        return new Tries(attempt + 1, waits, losses, lostAt);
    }

    Tries waited() {
        return new Tries(attempt, waits + 1, losses, lostAt);
    }

    /** Slices that fall silent within one lease count as one loss: a worker, or a rack of them, takes all it carries along. */
    Tries lost(Instant at, Duration lease) {
        boolean same = lostAt != null && at.isBefore(lostAt.plus(lease));
        return same ? this : new Tries(attempt, waits, losses + 1, at);
    }

    Tries gained() {
        return new Tries(attempt, 0, 0, null);
    }
}
