package dev.longshore.worker.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a run was admitted, first started, first closing and ended.
 *
 * @param commitOpenUntil until then a finish of the current session that is no longer in flight may still have its commit take effect, or the media of
 *     one may not show yet; absent if no finish of this session has left without a media
 */
public record Moments(
        Instant admittedAt, @Nullable Instant startedAt, @Nullable Instant closingAt, @Nullable Instant endedAt,
        @Nullable Instant commitOpenUntil) {

    static Moments admitted(Instant at) {
        return new Moments(at, null, null, null, null);
    }

    /** Whole milliseconds, as timers have them, and never before the time itself. */
    static Instant timer(OffsetDateTime time) {
        Instant exact = time.toInstant();
        Instant millis = exact.truncatedTo(ChronoUnit.MILLIS);
        return millis.equals(exact) ? exact : millis.plusMillis(1);
    }

    Moments started(Instant at) {
        return startedAt != null ? this : new Moments(admittedAt, at, closingAt, endedAt, commitOpenUntil);
    }

    Moments closing(Instant at) {
        return closingAt != null ? this : new Moments(admittedAt, startedAt, at, endedAt, commitOpenUntil);
    }

    /** What was stored is of no use: there is more to upload. */
    Moments reopened() {
        return new Moments(admittedAt, startedAt, null, endedAt, null);
    }

    Moments commitOpen(Instant until) {
        boolean later = commitOpenUntil == null || until.isAfter(commitOpenUntil);
        return later ? new Moments(admittedAt, startedAt, closingAt, endedAt, until) : this;
    }

    Moments ended(Instant at) {
        return new Moments(admittedAt, startedAt, closingAt, at, commitOpenUntil);
    }
}
