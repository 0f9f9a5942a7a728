package dev.longshore.worker.broker;

import java.time.Duration;

/**
 * How missing topics are created.
 *
 * @param partitions of the keyed topics
 * @param taskPartitions of the task topics
 * @param replication -1 leaves it to the broker's default
 */
public record TopicSettings(
        int partitions, int taskPartitions, short replication, Duration retention, Duration internalRetention) {}
