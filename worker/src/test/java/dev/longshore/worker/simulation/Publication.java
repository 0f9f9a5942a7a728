package dev.longshore.worker.simulation;

import java.util.List;

/** When decisions become visible to others: with the commit of what led to them, and not without. */
interface Publication {
    Publication ATOMIC = (world, partition, batch, when) -> {
        if (when == When.COMMITTED) {
            batch.forEach(partition::send);
        }
    };

    /** What became of a batch. */
    enum When {
        COMMITTED,
        ABORTED
    }

    void publish(World world, Partition partition, List<Partition.Decided> batch, When when);
}
