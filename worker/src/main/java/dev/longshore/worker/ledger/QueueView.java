package dev.longshore.worker.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far the task queues have come, as seen from the reports of one ledger partition. The queues are first in, first out, so a task that is
 * unstarted long after younger ones were started has been lost.
 *
 * @param startedUpTo by kind of task: when the youngest task known to have started was issued
 * @param lastStart when a task was last seen to start, or when this view was begun
 */
public record QueueView(Map<InFlight.Kind, Instant> startedUpTo, Instant lastStart) {

    public static QueueView from(Instant now) {
        return new QueueView(Map.of(), now);
    }

    public QueueView started(InFlight.Kind kind, Instant issuedAt, Instant now) {
        Map<InFlight.Kind, Instant> next = new EnumMap<>(InFlight.Kind.class);
        next.putAll(startedUpTo);
        next.merge(kind, issuedAt, (a, b) -> a.isAfter(b) ? a : b);
        return new QueueView(next, now);
    }

    /** Whether the queue has gone past this task without anybody starting it, or has stood still for so long that nobody will. */
    boolean lost(InFlight task, Instant now, LedgerPolicy policy) {
        Instant upTo = startedUpTo.get(task.kind());
        if (upTo != null && upTo.isAfter(task.issuedAt().plus(policy.queueGrace()))) {
            return true;
        }
        var standstill = policy.queueGrace().multipliedBy(30L << Math.min(task.reissues(), 6));
        return task.issuedAt().plus(standstill).isBefore(now) && lastStart.plus(standstill).isBefore(now);
    }
}
