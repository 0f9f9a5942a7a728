package dev.longshore.worker.ledger;

/**
 * What a run has spent.
 *
 * @param attempt the current try, from 1
 * @param waits failures of the service in a row, which spend no attempt
 * @param losses workers lost in a row without a unit gained
 */
public record Tries(int attempt, int waits, int losses) {
    static final Tries FIRST = new Tries(1, 0, 0);

    Tries nextAttempt() {
        return new Tries(attempt + 1, waits, losses);
    }

    Tries waited() {
        return new Tries(attempt, waits + 1, losses);
    }

    Tries lost() {
        return new Tries(attempt, waits, losses + 1);
    }

    Tries gained() {
        return new Tries(attempt, 0, 0);
    }
}
