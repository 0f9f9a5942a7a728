package dev.longshore.worker.bandwidth;

import dev.longshore.job.JobRules;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A limit that transfers share, and that may change at any time. Thread-safe. */
public final class Limiter {
    /** Less is refused: with 64 transfers under way each moves 1 KiB a second then. */
    public static final long LEAST = JobRules.MIN_BANDWIDTH_LIMIT;

    /** 1 TiB a second. */
    public static final long MOST = JobRules.MAX_BANDWIDTH_LIMIT;

    /** What a limit lets through in a second is divided into at least so many pieces, so that each of many transfers moves often. */
    static final int PIECES_A_SECOND = 64;

    private final LongSupplier nanos;
    private final Waiting waits;
    private final Turns turns;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long limit;

    /** Waits for a signal, at most so long. */
    @FunctionalInterface
    interface Waiting {
        void await(Condition signal, long nanos) throws InterruptedException;
    }

    /**
     * @param limit bytes a second, {@value #LEAST} to {@value #MOST}; 0: none
     * @param nanos a clock that never goes back, in nanoseconds
     * @throws IllegalArgumentException if the limit is out of bounds
     */
    public Limiter(long limit, LongSupplier nanos) {
        this(limit, nanos, Condition::awaitNanos);
    }

    Limiter(long limit, LongSupplier nanos, Waiting waits) {
        this.limit = checked(limit);
        this.nanos = nanos;
        this.waits = waits;
        this.turns = new Turns(limit, nanos.getAsLong());
    }

    /** Bytes a second; 0: none. */
    public long limit() {
        return limit;
    }

    /**
     * Takes effect at once, for pieces that wait too.
     *
     * @param next bytes a second, {@value #LEAST} to {@value #MOST}; 0: none
     * @throws IllegalArgumentException if the limit is out of bounds
     */
    public void limit(long next) {
        checked(next);
        lock.lock();
        try {
            turns.limit(nanos.getAsLong(), next);
            limit = next;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private static long checked(long limit) {
        if (limit != 0 && (limit < LEAST || limit > MOST)) {
            throw new IllegalArgumentException("a bandwidth limit must be 0 or " + LEAST + " to " + MOST + " bytes a second, not " + limit);
        }
        return limit;
    }

    /** That of one more transfer. */
    public Pace pace() {
        return new Transfer();
    }

    /** How many transfers wait. */
    int waiting() {
        lock.lock();
        try {
            return turns.waiting();
        } finally {
            lock.unlock();
        }
    }

    private void wakeFirst() {
        Turns.Turn first = turns.first();
        if (first != null) {
            first.wake();
        }
    }

    private final class Transfer implements Pace {
        private final Turns.Flow flow = new Turns.Flow();
        private final Condition signal = lock.newCondition();

        @Override
        public int piece() {
            long now = limit;
            return now == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, now / PIECES_A_SECOND);
        }

        @Override
        public long await(int bytes) throws InterruptedException {
            if (limit == 0) {
                return 0;
            }
            lock.lockInterruptibly();
            try {
                long asked = nanos.getAsLong();
                Turns.Turn turn = turns.ask(flow, bytes, signal::signal);
                try {
                    awaitTurn(turn);
                } catch (InterruptedException e) {
                    turns.drop(turn);
                    wakeFirst();
                    throw e;
                }
                long now = nanos.getAsLong();
                turns.go(now);
                wakeFirst();
                return now - asked;
            } finally {
                lock.unlock();
            }
        }

        private void awaitTurn(Turns.Turn turn) throws InterruptedException {
            while (true) {
                if (turns.first() != turn) {
                    signal.await();
                    continue;
                }
                long left = turns.left(nanos.getAsLong());
                if (left == 0) {
                    return;
                }
                waits.await(signal, left);
            }
        }
    }
}
