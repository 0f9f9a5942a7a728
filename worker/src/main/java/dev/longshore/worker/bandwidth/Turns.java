package dev.longshore.worker.bandwidth;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Who goes next and when: pieces of transfers that share one limit. Plain arithmetic; time is handed in, in nanoseconds.
 *
 * <p>Two times decide. {@code due} is when the line is free if it carries exactly the limit: each piece puts it off by what the piece takes. Whoever was held up
 * is behind it, and makes up for a second's bytes at most. {@code soonest} is the same for a line that is 1/{@value #FASTER} faster, of which 1/{@value #BURST} s at most may be late: so fast
 * arrears are made up for. An idle line saves nothing up. The order is start-time fair queueing: a piece's tag is the
 * number of bytes that its transfer had been given before, and the lowest goes first. A transfer that comes anew begins where the others are; one that
 * was with the network meanwhile has its arrears, up to what the limit lets through in an eighth of a second.
 */
final class Turns {
    /** With 1/{@value Limiter#PIECES_A_SECOND} s of a piece and 1/{@value #BURST} s of a burst no second has a tenth more than the limit. */
    static final int FASTER = 20;

    static final int BURST = 32;

    private static final int ARREARS_A_SECOND = 8;
    private static final long ANEW = -1;
    private static final long SECOND = 1_000_000_000L;

    private final PriorityQueue<Turn> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Turn turn) -> turn.tag).thenComparingLong(turn -> turn.number));
    private long limit;
    private long due;
    private long soonest;
    private long wentAt;
    private long served;
    private long numbers;

    /** @param limit bytes a second; 0: none */
    Turns(long limit, long now) {
        this.limit = limit;
        this.due = now;
        this.soonest = now;
        this.wentAt = now;
    }

    /** One transfer. */
    static final class Flow {
        private long tag = ANEW;
    }

    /** A piece that waits. */
    static final class Turn {
        private final long tag;
        private final long number;
        private final int bytes;
        private final Runnable wake;

        private Turn(long tag, long number, int bytes, Runnable wake) {
            this.tag = tag;
            this.number = number;
            this.bytes = bytes;
            this.wake = wake;
        }

        /** Tells it that it is the first now, or has another time to wait. */
        void wake() {
            wake.run();
        }
    }

    Turn ask(Flow flow, int bytes, Runnable wake) {
        long tag = flow.tag == ANEW ? served : Math.max(served - limit / ARREARS_A_SECOND, flow.tag);
        Turn turn = new Turn(tag, numbers++, bytes, wake);
        flow.tag = turn.tag + bytes;
        waiting.add(turn);
        return turn;
    }

    @Nullable Turn first() {
        return waiting.peek();
    }

    int waiting() {
        return waiting.size();
    }

    /** Nanoseconds until the first may go. */
    long left(long now) {
        return limit == 0 ? 0 : Math.max(0, Math.max(due, soonest) - now);
    }

    /** The first goes. */
    void go(long now) {
        Turn turn = waiting.remove();
        served = Math.max(served, turn.tag);
        if (limit != 0) {
            double takes = (double) turn.bytes * SECOND / limit;
            boolean idle = now - wentAt > SECOND;
            due = Math.max(due, idle ? now : now - SECOND) + Math.round(takes);
            soonest = Math.max(soonest, now - SECOND / BURST) + Math.round(takes * FASTER / (FASTER + 1));
            wentAt = now;
        }
    }

    /** It waits no more and doesn't go. */
    void drop(Turn turn) {
        waiting.remove(turn);
    }

    /** Whoever waits has the bytes ahead of him, not the time, that he had before. What was to be made up for is forgotten. */
    void limit(long now, long next) {
        due = now + (next == 0 ? 0 : Math.round((double) Math.max(0, due - now) * limit / next));
        soonest = Math.min(due, Math.max(soonest, now));
        limit = next;
    }
}
