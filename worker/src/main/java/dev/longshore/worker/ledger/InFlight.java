package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that was issued and has not ended: the lease, once a worker has started it.
 *
 * @param range the units of a slice; absent for a first slice until it has reported its plan
 * @param session what an abort aborts, or a session that a slice has announced and not yet opened in full: if the slice ends without, it is aborted
 * @param reissues how often this piece of work was issued before without being started; of an abort also how often it failed
 * @param worker who reported it last; absent until started
 * @param heardAt when it was last heard of; absent until started
 * @param probedAt when the ledger last probed for silence
 * @param bytesSent the task's own count, as far as reported
 * @param bytesDone those of units that it was the first to report
 */
public record InFlight(
        TaskId id,
        Kind kind,
        @Nullable UnitRange range,
        @Nullable Session session,
        int reissues,
        Instant issuedAt,
        @Nullable String worker,
        @Nullable Instant heardAt,
        @Nullable Instant probedAt,
        long bytesSent,
        long bytesDone) {

    /** What a task is, and with it which queue it stands in. */
    public enum Kind {
        FIRST_SLICE,
        SLICE,
        FINISH,
        ABORT,
        /** Whether a commit took effect. */
        LOOK_UP,
        /** Never issued: a slice that the job doesn't wait for any more, watched for the session that it has announced until its worker is silent. */
        STRAY;

        boolean slice() {
            return this == FIRST_SLICE || this == SLICE;
        }

        /** What may outlast its job's end. */
        boolean tidying() {
            return this == ABORT || this == STRAY;
        }
    }

    static InFlight issued(
            TaskId id, Kind kind, @Nullable UnitRange range, @Nullable Session session, int reissues, Instant at) {
        return new InFlight(id, kind, range, session, reissues, at, null, null, null, 0, 0);
    }

    /** Somebody has announced a session, and the job has no use for it. */
    static InFlight stray(TaskId id, Session session, String worker, Instant at) {
        return new InFlight(id, Kind.STRAY, null, session, 0, at, worker, at, null, 0, 0);
    }

    /** Watches the announced session from now on, and nothing else. */
    InFlight strayed() {
        return new InFlight(id, Kind.STRAY, null, session, 0, issuedAt, worker, heardAt, probedAt, 0, 0);
    }

    InFlight announcing(@Nullable Session announced) {
        return new InFlight(id, kind, range, announced, reissues, issuedAt, worker, heardAt, probedAt, bytesSent, bytesDone);
    }

    /** Counts as one more of those that came to nothing. */
    InFlight inVain() {
        return new InFlight(id, kind, range, session, reissues + 1, issuedAt, worker, heardAt, probedAt, bytesSent, bytesDone);
    }

    boolean of(Session other) {
        return session != null && session.id().equals(other.id());
    }

    boolean started() {
        return heardAt != null;
    }

    InFlight heard(String byWorker, Instant at) {
        return new InFlight(id, kind, range, session, reissues, issuedAt, byWorker, at, null, bytesSent, bytesDone);
    }

    InFlight probed(Instant at) {
        return new InFlight(id, kind, range, session, reissues, issuedAt, worker, heardAt, at, bytesSent, bytesDone);
    }

    InFlight over(UnitRange newRange) {
        return new InFlight(id, kind, newRange, session, reissues, issuedAt, worker, heardAt, probedAt, bytesSent, bytesDone);
    }

    InFlight sent(long bytes) {
        return new InFlight(id, kind, range, session, reissues, issuedAt, worker, heardAt, probedAt, Math.max(bytes, bytesSent), bytesDone);
    }

    InFlight done(long bytes) {
        return new InFlight(id, kind, range, session, reissues, issuedAt, worker, heardAt, probedAt, bytesSent, bytesDone + bytes);
    }

    /** Bytes sent of units not reported as done: those in flight, and those of failed tries. */
    long bytesUnderWay() {
        return Math.max(0, bytesSent - bytesDone);
    }
}
