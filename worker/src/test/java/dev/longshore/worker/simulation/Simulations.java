package dev.longshore.worker.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.LoggerFactory;

/** Runs schedules: on one virtual thread, so that passing the baton never leaves the machine's, and without a log. */
final class Simulations {
    private Simulations() {}

    static <T> T quietly(Callable<T> work) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.longshore");
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        FutureTask<T> task = new FutureTask<>(work);
        try {
            Thread.ofVirtual().start(task);
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            logger.setLevel(before);
        }
    }

    /** @throws AssertionError that names the seed and shows the least that is needed to break the promise */
    static Schedule.Outcome run(long seed) {
        try {
            return new Schedule(seed, java.util.Set.of(), Mutation.NONE, Trace.none()).run();
        } catch (Breach breach) {
            throw new AssertionError(
                    "seed " + seed + " (again with -Dlongshore.simulation.seed=" + seed + "): "
                            + Shrinking.of(seed, Mutation.NONE, breach.promise),
                    breach);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " (again with -Dlongshore.simulation.seed=" + seed + "): " + e, e);
        }
    }

    static String rate(long schedules, long nanos) {
        return String.format(Locale.ROOT, "%d schedules in %.1f s: %.0f a second", schedules, nanos / 1e9, schedules * 1e9 / nanos);
    }
}
