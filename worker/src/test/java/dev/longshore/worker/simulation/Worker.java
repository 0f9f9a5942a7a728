package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import dev.longshore.worker.time.Ticker;
import dev.longshore.worker.uploader.SimulatedSlots;
import dev.longshore.worker.uploader.UploaderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** One life of a worker process: the uploader's real task runner and steps behind a share loop of virtual time. */
final class Worker extends Host {
    private static final long MS = 1_000_000;

    final int place;
    private final World world;
    private final SimulatedSlots slots;
    private final int[] free;
    private boolean stopping;
    private int busy;
    private boolean beating;
    private Runnable heartbeat = () -> {};
    private long period;
    private final List<Execution> executions = new ArrayList<>();

    Worker(World world, int place, int life, UploaderSettings settings) {
        super("w" + place + "." + life);
        this.world = world;
        this.place = place;
        this.free = new int[] {settings.slots(), settings.closingSlots()};
        this.slots = new SimulatedSlots(
                new UploaderSettings(
                        name, settings.slots(), settings.closingSlots(), settings.maxPollRecords(), settings.heartbeat(), settings.lease(),
                        settings.stopGrace()),
                world.steps(), new Mail(world, this), world.kernel()::now, ticker());
    }

    private Ticker ticker() {
        return (period, work) -> {
            heartbeat = () -> {
                work.run();
                beat(period.toNanos());
            };
            this.period = period.toNanos();
            return () -> {};
        };
    }

    /** Heartbeats of a worker without tasks say nothing and are left out. */
    private void beat(long after) {
        beating = busy > 0;
        if (beating) {
            world.kernel().after(this, after, heartbeat);
        }
    }

    private int slot(Queue queue) {
        return queue == world.closings() ? 1 : 0;
    }

    boolean hasFree(Queue queue) {
        return !dead && !stopping && free[slot(queue)] > 0;
    }

    /** Takes a task that the queue hands out. */
    void take(Queue queue, Queue.Entry entry) {
        free[slot(queue)]--;
        busy++;
        Kernel kernel = world.kernel();
        kernel.after(this, world.trouble().draw(Matter.POLL_TIME, place, 30) * MS, () -> {
            Strand strand = kernel.start(this, entry.task.id().toString(), () -> work(queue, entry));
            Execution execution = new Execution(entry.task, entry.job, kernel.now());
            strand.execution = execution;
            executions.add(execution);
        });
        if (!beating) {
            beat(world.trouble().draw(Matter.POLL_TIME, place, (int) (period / MS)) * MS);
        }
    }

    List<Execution> executions() {
        return executions;
    }

    private void work(Queue queue, Queue.Entry entry) {
        Execution execution = Objects.requireNonNull(world.kernel().current().execution);
        execution.heldSince = world.kernel().now();
        try {
            SimulatedSlots.Started started = world.taking().take(world, this, queue, entry);
            if (started != null) {
                slots.carry(started);
            }
        } finally {
            executions.remove(execution);
            if (!dead) {
                free[slot(queue)]++;
                busy--;
                queue.pump();
                endIfStopped();
            }
        }
    }

    SimulatedSlots slots() {
        return slots;
    }

    /** Waits for a report's fate. */
    boolean durable(CompletableFuture<?> report) throws InterruptedException {
        Signal settled = new Signal(world.kernel());
        report.whenComplete((_, _) -> settled.wake());
        while (!settled.await(Duration.ofHours(1).toNanos())) {
            // A report's fate is told at last.
        }
        return !report.isCompletedExceptionally();
    }

    /** Takes nothing more; ends when its tasks have handed back. */
    void stop() {
        if (!stopping && !dead) {
            stopping = true;
            slots.stop();
            world.trace().add(world.kernel().now(), this, "stops", "");
            endIfStopped();
        }
    }

    private void endIfStopped() {
        if (stopping && busy == 0 && !dead) {
            // Its last reports are on their way: a producer is flushed before its process ends.
            world.kernel().after(this, 500 * MS, () -> world.workers().died(this));
        }
    }
}
