package dev.longshore.worker.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a run was admitted, first started, first closing and ended. */
public record Moments(
        Instant admittedAt, @Nullable Instant startedAt, @Nullable Instant closingAt, @Nullable Instant endedAt) {

    Moments started(Instant at) {
        return startedAt != null ? this : new Moments(admittedAt, at, closingAt, endedAt);
    }

    Moments closing(Instant at) {
        return closingAt != null ? this : new Moments(admittedAt, startedAt, at, endedAt);
    }

    /** What was stored is of no use: there is more to upload. */
    Moments reopened() {
        return new Moments(admittedAt, startedAt, null, endedAt);
    }

    Moments ended(Instant at) {
        return new Moments(admittedAt, startedAt, closingAt, at);
    }
}
