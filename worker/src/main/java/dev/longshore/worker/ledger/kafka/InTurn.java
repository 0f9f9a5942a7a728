package dev.longshore.worker.ledger.kafka;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Gives each partition of a task topic its task in turn. A producer's own way with records without key, some 16 KiB to one partition before the next one,
 * would give a burst of jobs to one worker where each has partitions of its own.
 */
final class InTurn implements StreamPartitioner<String, byte[]> {
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public Optional<Set<Integer>> partitions(String topic, @Nullable String key, byte @Nullable [] value, int numPartitions) {
        return Optional.of(Set.of(Math.floorMod(next.getAndIncrement(), numPartitions)));
    }
}
