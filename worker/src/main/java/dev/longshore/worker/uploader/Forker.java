package dev.longshore.worker.uploader;

import java.time.Duration;

/** Runs blocking work beside the thread that asks. A simulation has its own, so nothing else here starts threads or waits. */
public interface Forker {

    /** Starts the work. */
    Forked fork(String name, Runnable work);

    /** Work that was started. */
    interface Forked {

        /**
         * Waits until the work has ended.
         *
         * @param most at most so long
         * @return whether it has ended
         */
        boolean join(Duration most) throws InterruptedException;

        /** Asks the work to end at its next blocking call. */
        void interrupt();
    }
}
