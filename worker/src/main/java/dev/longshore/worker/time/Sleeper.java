package dev.longshore.worker.time;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {
    /** The calling thread sleeps. */
    Sleeper REAL = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
}
