package dev.longshore.worker.time;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Repeats work at a fixed rate. A simulation has its own. */
@FunctionalInterface
public interface Ticker {

    /**
     * Runs the work after each period from now on, until it is stopped; never twice at once.
     *
     * @param work throws nothing: what it throws may end the repetition
     */
    Ticking every(Duration period, Runnable work);

    /** Work that is being repeated. */
    @FunctionalInterface
    interface Ticking {

        /** Ends the repetition; interrupts the work if it runs. */
        void stop();
    }

    /** Repeats work on a daemon thread of its own. */
    static Ticker onThread(String name) {
        return (period, work) -> {
            ScheduledExecutorService thread =
                    Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
            thread.scheduleAtFixedRate(work, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
            return thread::shutdownNow;
        };
    }
}
