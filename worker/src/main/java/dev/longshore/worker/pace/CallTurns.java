package dev.longshore.worker.pace;

import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The turns of one worker for one call that all workers share a cap of. Whoever comes first is first in line. Thread-safe. */
public final class CallTurns {
    private final CallRate pace;
    private final IntSupplier workers;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    /** Held by whoever is first in line, while it waits. */
    private final ReentrantLock line = new ReentrantLock(true);
    /** Held for moments. */
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger inLine = new AtomicInteger();

    /**
     * @param cap calls a second of all workers together, at least 1
     * @param workers how many there are at the moment, this one included; asked at each turn, must be quick
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public CallTurns(int cap, IntSupplier workers, LongSupplier nanos, Sleeper sleeper) {
        if (cap < 1) {
            throw new IllegalArgumentException("a cap is at least one call a second, not " + cap);
        }
        this.workers = workers;
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.pace = new CallRate(cap, nanos.getAsLong());
    }

    /**
     * Waits for a turn.
     *
     * @param most no turn that is expected further away is waited for. Should the pace fall meanwhile, it may take twice as long
     * @return whether the call may be made now; false, mostly at once, if its turn is too far away
     * @throws InterruptedException if the thread is interrupted, or was so before: no turn is taken
     */
    public boolean await(Duration most) throws InterruptedException {
        int ahead = inLine.getAndIncrement();
        try {
            if (ahead > 0 && expected(ahead) > most.toNanos() || !line.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            try {
                return atTheHead(most);
            } finally {
                line.unlock();
            }
        } finally {
            inLine.decrementAndGet();
        }
    }

    private boolean atTheHead(Duration most) throws InterruptedException {
        long began = nanos.getAsLong();
        boolean waited = false;
        for (;;) {
            long left = takeOrWait(waited);
            if (left == 0) {
                return true;
            }
            if (nanos.getAsLong() - began + left > most.toNanos()) {
                return false;
            }
            waited = true;
            sleeper.sleep(Duration.ofNanos(left));
        }
    }

    /** @return 0 if the turn is taken, else the nanoseconds to wait */
    private long takeOrWait(boolean waited) {
        int among = Math.max(1, workers.getAsInt());
        lock.lock();
        try {
            long now = nanos.getAsLong();
            pace.among(among, now);
            long left = pace.untilTurn(now);
            if (left == 0) {
                pace.take(now, waited);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private long expected(int ahead) {
        lock.lock();
        try {
            return pace.untilTurn(nanos.getAsLong()) + (long) (ahead / pace.rate() * TimeUnit.SECONDS.toNanos(1));
        } finally {
            lock.unlock();
        }
    }

    /** To be told when a call that had its turn was refused for its rate. */
    public void refused() {
        lock.lock();
        try {
            pace.refused(nanos.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Calls a second at present. */
    public double rate() {
        lock.lock();
        try {
            return pace.rate();
        } finally {
            lock.unlock();
        }
    }

    /** Calls a second that are this worker's whatever the others do. */
    public double share() {
        lock.lock();
        try {
            return pace.share();
        } finally {
            lock.unlock();
        }
    }
}
