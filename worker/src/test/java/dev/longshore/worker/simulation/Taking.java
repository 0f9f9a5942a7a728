package dev.longshore.worker.simulation;

import dev.longshore.worker.uploader.SimulatedSlots;
import org.jspecify.annotations.Nullable;

/** How a worker takes a task, as the share loop does: started is durable before the task is accepted, and it is accepted before it runs. */
interface Taking {
    Taking REAL = (world, worker, queue, entry) -> {
        SimulatedSlots.Started started = worker.slots().start(entry.task);
        try {
            if (!worker.durable(started.reported())) {
                queue.release(entry, worker);
                return null;
            }
            return world.accept(worker, queue, entry) ? started : null;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a worker's loop", e);
        }
    };

    /** @return the task to carry; absent if it was not accepted */
    SimulatedSlots.@Nullable Started take(World world, Worker worker, Queue queue, Queue.Entry entry);
}
