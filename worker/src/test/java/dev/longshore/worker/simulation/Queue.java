package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import dev.longshore.worker.step.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A share group's queue: each task goes to one worker, unless it goes to more. The lock on a task ends with its worker or its time; an acceptance may be
 * lost with the worker that made it.
 */
final class Queue {
    private static final long MS = 1_000_000;
    static final long LOCK = 15_000 * MS;
    private static final int MOST_DELIVERIES = 5;

    private final Kernel kernel;
    private final Trouble trouble;
    private final Trace trace;
    private final List<Entry> entries = new ArrayList<>();
    private Fleet fleet = Fleet.NONE;

    /** A task in the queue. */
    static final class Entry {
        final Task task;
        final int job;
        private @Nullable Worker holder;
        private int deliveries;
        private long deliveredAt;
        private boolean accepted;
        private boolean gone;

        Entry(Task task, int job) {
            this.task = task;
            this.job = job;
        }
    }

    Queue(Kernel kernel, Trouble trouble, Trace trace) {
        this.kernel = kernel;
        this.trouble = trouble;
        this.trace = trace;
    }

    void serve(Fleet workers) {
        fleet = workers;
    }

    void append(Task task, int job) {
        if (trouble.happens(Matter.TASK_LOST, job)) {
            trace.add(kernel.now(), "queue", "loses", task.id());
            return;
        }
        entries.add(new Entry(task, job));
        pump();
    }

    boolean isEmpty() {
        return entries.stream().allMatch(entry -> entry.accepted || entry.gone);
    }

    /** Hands out what can be handed out. */
    void pump() {
        entries.removeIf(entry -> entry.gone);
        for (Entry entry : List.copyOf(entries)) {
            if (entry.holder == null && !entry.accepted) {
                Worker worker = fleet.free(this);
                if (worker == null) {
                    return;
                }
                deliver(entry, worker);
            }
        }
    }

    private void deliver(Entry entry, Worker worker) {
        if (++entry.deliveries > MOST_DELIVERIES) {
            entry.gone = true;
            trace.add(kernel.now(), "queue", "archives", entry.task.id());
            return;
        }
        entry.holder = worker;
        entry.deliveredAt = kernel.now();
        worker.take(this, entry);
        if (trouble.happens(Matter.TASK_TWICE, entry.job)) {
            kernel.after(wait(entry), () -> again(entry, worker));
        }
        kernel.after(LOCK, () -> {
            if (!entry.accepted && entry.holder == worker) {
                again(entry, worker);
            }
        });
    }

    private long wait(Entry entry) {
        return (100 + trouble.draw(Matter.REDELIVERY_TIME, entry.job, 20_000)) * MS;
    }

    private void again(Entry entry, Worker from) {
        if (entry.gone || entry.holder != from) {
            return;
        }
        trace.add(kernel.now(), "queue", "hands out again", entry.task.id());
        entry.holder = null;
        entry.accepted = false;
        pump();
    }

    /** @return whether it was still this worker's to accept */
    boolean accept(Entry entry, Worker worker) {
        boolean held = entry.holder == worker && kernel.now() - entry.deliveredAt < LOCK;
        if (held) {
            entry.accepted = true;
            long kept = kernel.now();
            kernel.after(60_000 * MS, () -> {
                if (entry.accepted && kernel.now() - kept >= 60_000 * MS) {
                    entry.gone = entry.holder == worker;
                }
            });
        }
        return held;
    }

    void release(Entry entry, Worker worker) {
        again(entry, worker);
    }

    /** What the worker held is handed out again soon; what it had accepted, if the acceptance was lost with it. */
    void died(Worker worker) {
        for (Entry entry : List.copyOf(entries)) {
            if (entry.holder == worker && (!entry.accepted || trouble.happens(Matter.TASK_FORGOTTEN, entry.job))) {
                kernel.after(wait(entry), () -> again(entry, worker));
            }
        }
    }
}
