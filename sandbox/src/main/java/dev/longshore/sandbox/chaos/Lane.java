package dev.longshore.sandbox.chaos;

import java.time.Duration;
import java.util.SplittableRandom;

/** Makes one trouble after the other until its time is over; each puts right what it broke before it ends. */
abstract class Lane implements Runnable {
    final SplittableRandom random;
    final Troubles troubles;
    private final String what;
    private final long until;
    private volatile boolean failed;

    /** @param until of {@link System#nanoTime()} */
    Lane(String what, SplittableRandom random, Troubles troubles, long until) {
        this.what = what;
        this.random = random;
        this.troubles = troubles;
        this.until = until;
    }

    /** Makes the n-th trouble, from 0. */
    abstract void trouble(int n) throws InterruptedException;

    /** Puts right what is still broken. */
    void end() {}

    @Override
    public final void run() {
        try {
            pause(2, 5);
            for (int n = 0; System.nanoTime() < until; n++) {
                trouble(n);
                pause(2, 6);
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed = true;
            System.err.println("chaos among the " + what + " ended early: " + e);
        }
    }

    /** Whether it could not put right what it had broken; the run says nothing then. */
    final boolean failed() {
        return failed;
    }

    final void pause(int least, int most) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(random.nextLong(least * 1000L, most * 1000L + 1)));
    }
}
