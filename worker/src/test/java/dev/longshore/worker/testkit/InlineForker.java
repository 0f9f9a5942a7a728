package dev.longshore.worker.testkit;

import dev.longshore.worker.uploader.Forker;
import java.time.Duration;

/** Runs work at once on the thread that forks it, so that the order of calls is always the same. */
public final class InlineForker implements Forker {
    @Override
    public Forked fork(String name, Runnable work) {
        work.run();
        return new Forked() {
            @Override
            public boolean join(Duration most) {
                return true;
            }

            @Override
            public void interrupt() {}
        };
    }
}
