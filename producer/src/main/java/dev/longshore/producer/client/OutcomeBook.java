package dev.longshore.producer.client;

import dev.longshore.outcome.JobStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which job, and how jobs ended. Does no I/O. Thread-safe; futures complete outside its lock, on the caller's thread.
 *
 * <p>{@code status}, {@code results} and {@code errors} are read side by side, so that an old run's outcome may be met before or after the status of a newer run:
 * an outcome counts only if no later run is known, and, while history is being read, only once all of it was.
 */
final class OutcomeBook {
    /** The most outcomes that are kept for somebody who asks later; the oldest goes first. */
    static final int MAX_UNASKED = 10_000;

    private final Map<String, Waiter> waiters = new HashMap<>();
    private final Map<String, Outcome> known = new LinkedHashMap<>();
    private boolean caughtUp;
    private @Nullable RuntimeException closed;

    private static final class Waiter {
        private final CompletableFuture<Outcome> future = new CompletableFuture<>();
        private @Nullable Outcome outcome;
        private int run;
    }

    /** The job's newest outcome, known already or to come. */
    CompletableFuture<Outcome> outcome(String jobId) {
        CompletableFuture<Outcome> future;
        Runnable settle;
        synchronized (this) {
            if (closed != null) {
                return CompletableFuture.failedFuture(closed);
            }
            Waiter waiter = waiters.get(jobId);
            if (waiter == null) {
                waiter = new Waiter();
                waiter.outcome = known.remove(jobId);
                waiters.put(jobId, waiter);
            }
            future = waiter.future.copy();
            settle = settled(jobId, waiter);
        }
        settle.run();
        return future;
    }

    /** The outcome that is heard next, whatever is known already. */
    CompletableFuture<Outcome> next(String jobId) {
        synchronized (this) {
            known.remove(jobId);
            Waiter waiter = waiters.get(jobId);
            if (waiter != null) {
                waiter.outcome = null;
            }
        }
        return outcome(jobId);
    }

    synchronized void progressed(JobStatus status) {
        Waiter waiter = waiters.get(status.jobId());
        if (waiter != null) {
            waiter.run = Math.max(waiter.run, status.run());
        }
        Outcome old = known.get(status.jobId());
        if (old != null && overtaken(old, status.run())) {
            known.remove(status.jobId());
        }
    }

    void ended(Outcome outcome) {
        String jobId = outcome.jobId();
        if (jobId == null) {
            return;
        }
        Runnable settle;
        synchronized (this) {
            Waiter waiter = waiters.get(jobId);
            if (waiter == null) {
                keep(jobId, outcome);
                return;
            }
            waiter.outcome = outcome;
            settle = settled(jobId, waiter);
        }
        settle.run();
    }

    /** History has been read: what is known now holds. */
    void caughtUp() {
        List<Runnable> settle = new ArrayList<>();
        synchronized (this) {
            caughtUp = true;
            Map.copyOf(waiters).forEach((jobId, waiter) -> settle.add(settled(jobId, waiter)));
        }
        settle.forEach(Runnable::run);
    }

    /** No more will be heard. */
    void close(RuntimeException why) {
        List<Waiter> left;
        synchronized (this) {
            closed = why;
            left = List.copyOf(waiters.values());
            waiters.clear();
        }
        left.forEach(waiter -> waiter.future.completeExceptionally(why));
    }

    synchronized Set<String> awaited() {
        return Set.copyOf(waiters.keySet());
    }

    private Runnable settled(String jobId, Waiter waiter) {
        Outcome outcome = waiter.outcome;
        if (!caughtUp || outcome == null || overtaken(outcome, waiter.run)) {
            return () -> {};
        }
        waiters.remove(jobId);
        keep(jobId, outcome);
        return () -> waiter.future.complete(outcome);
    }

    /** A refusal at the door belongs to no run, so no run overtakes it. */
    private static boolean overtaken(Outcome outcome, int run) {
        return outcome.run() > 0 && outcome.run() < run;
    }

    private void keep(String jobId, Outcome outcome) {
        known.remove(jobId);
        known.put(jobId, outcome);
        if (known.size() > MAX_UNASKED) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
