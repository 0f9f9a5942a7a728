package dev.longshore.worker.simulation;

import dev.longshore.worker.uploader.Forker;
import java.time.Duration;

/** Forks strands within the process that asks. */
final class Lanes implements Forker {
    private final Kernel kernel;

    Lanes(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Forked fork(String name, Runnable work) {
        Strand from = kernel.current();
        from.requireAlive();
        Strand lane = kernel.start(from.host, name, work);
        lane.execution = from.execution;
        return new Forked() {
            @Override
            public boolean join(Duration most) throws InterruptedException {
                return lane.join(most.toNanos());
            }

            @Override
            public void interrupt() {
                lane.interrupt();
            }
        };
    }
}
