package dev.longshore.worker.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far the task queues have come, as seen from the reports of one ledger partition. The queues are first in, first out, so a task that is
 * unstarted long after younger ones of its queue were started has been lost.
 *
 * @param startedUpTo by queue: when the youngest task known to have started was issued
 * @param lastStarts by queue: when a task was last seen to start
 * @param begun when this view was begun
 */
public record QueueView(Map<InFlight.Kind, Instant> startedUpTo, Map<InFlight.Kind, Instant> lastStarts, Instant begun) {
    public QueueView {
        startedUpTo = Map.copyOf(startedUpTo);
        lastStarts = Map.copyOf(lastStarts);
    }

    public static QueueView from(Instant now) {
        return new QueueView(Map.of(), Map.of(), now);
    }

    public QueueView started(InFlight.Kind kind, Instant issuedAt, Instant now) {
        return new QueueView(with(startedUpTo, kind, issuedAt), with(lastStarts, kind, now), begun);
    }

    /**
     * Whether the queue has gone past this task without anybody starting it, or has stood still for so long that nobody will. A queue is judged by
     * its own starts only: others may be busy for ever beside one whose single record was lost.
     */
    boolean lost(InFlight task, Instant now, LedgerPolicy policy) {
        Instant upTo = startedUpTo.get(queue(task.kind()));
        if (upTo != null && upTo.isAfter(task.issuedAt().plus(policy.queueGrace()))) {
            return true;
        }
        var standstill = policy.queueGrace().multipliedBy(30L << Math.min(task.reissues(), 6));
        Instant lastStart = lastStarts.getOrDefault(queue(task.kind()), begun);
        return task.issuedAt().plus(standstill).isBefore(now) && lastStart.plus(standstill).isBefore(now);
    }

    private static Map<InFlight.Kind, Instant> with(Map<InFlight.Kind, Instant> instants, InFlight.Kind kind, Instant at) {
        Map<InFlight.Kind, Instant> next = new EnumMap<>(InFlight.Kind.class);
        next.putAll(instants);
        next.merge(queue(kind), at, (a, b) -> a.isAfter(b) ? a : b);
        return next;
    }

    /** Finishes, look-ups and aborts stand in one queue. */
    private static InFlight.Kind queue(InFlight.Kind kind) {
        return kind == InFlight.Kind.ABORT || kind == InFlight.Kind.LOOK_UP ? InFlight.Kind.FINISH : kind;
    }
}
