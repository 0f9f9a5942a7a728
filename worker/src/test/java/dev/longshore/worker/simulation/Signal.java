package dev.longshore.worker.simulation;

import org.jspecify.annotations.Nullable;

/** What a strand waits for; given once. */
final class Signal {
    private final Kernel kernel;
    private boolean given;
    private @Nullable Strand waiting;

    Signal(Kernel kernel) {
        this.kernel = kernel;
    }

    void wake() {
        given = true;
        if (waiting != null) {
            kernel.resume(waiting, 0);
        }
    }

    /** @return whether it was given in time */
    boolean await(long nanos) throws InterruptedException {
        Strand me = kernel.current();
        if (!given) {
            waiting = me;
            kernel.resume(me, nanos);
            try {
                me.waitInterruptibly();
            } finally {
                waiting = null;
            }
        } else {
            me.requireAlive();
        }
        return given;
    }
}
