package dev.longshore.worker.uploader;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How many tasks are carried at once. Tasks are taken while a slot is free; of those that are taken together, or by two queues at the same moment, some
 * may find none and wait here.
 */
final class Slots {
    /** How often one that waits looks whether it still should. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int size;
    private final LongSupplier nanos;
    /** Fair: who came first goes in first. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition left = lock.newCondition();
    private int carried;
    private int waiting;
    /** Seconds are those of the clock since this began. */
    private final long begun;

    private long second;
    private int leftInSecond;
    private int leftInSecondBefore;

    /** @param nanos a clock that never goes back, in nanoseconds */
    Slots(int size, LongSupplier nanos) {
        this.size = size;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** Whether a slot is free and nobody waits for it; waits for that a moment, so that whoever asks in a loop doesn't spin. */
    boolean awaitFree() throws InterruptedException {
        lock.lock();
        try {
            long remaining = LOOK.toNanos();
            while (carried + waiting >= size && remaining > 0) {
                remaining = left.awaitNanos(remaining);
            }
            return carried + waiting < size;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes into a slot, which {@link #leave} frees again.
     *
     * @param most how long to wait for one
     * @param mayWait false as soon as waiting has no point
     * @return whether this is in a slot
     */
    boolean enter(Duration most, BooleanSupplier mayWait) throws InterruptedException {
        long begun = nanos.getAsLong();
        lock.lock();
        try {
            waiting++;
            try {
                while (carried >= size) {
                    long remaining = most.toNanos() - (nanos.getAsLong() - begun);
                    if (remaining <= 0 || !mayWait.getAsBoolean()) {
                        return false;
                    }
                    left.await(Math.min(remaining, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                }
                carried++;
                return true;
            } finally {
                waiting--;
                left.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            carried--;
            turnSecond();
            leftInSecond++;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks leave within the next quarter of a second if they do as in the last second or two. */
    int endSoon() {
        lock.lock();
        try {
            turnSecond();
            return Math.max(leftInSecond, leftInSecondBefore) / 4;
        } finally {
            lock.unlock();
        }
    }

    private void turnSecond() {
        long now = TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - begun);
        if (now != second) {
            leftInSecondBefore = now == second + 1 ? leftInSecond : 0;
            leftInSecond = 0;
            second = now;
        }
    }
}
