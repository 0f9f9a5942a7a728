package dev.longshore.producer.client;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where a {@link Follower} begins to read. */
public sealed interface Start {
    /** Only what is published from now on. */
    record End() implements Start {}

    /** All that the topics still hold. */
    record Beginning() implements Start {}

    /** What was published at that instant or later. */
    record Since(Instant instant) implements Start {}

    /** Where an earlier follower stood, see {@link Follower#positions()}; partitions that are not named are read from their beginning. */
    record Positions(Map<TopicPartition, Long> offsets) implements Start {
        public Positions {
            offsets = Map.copyOf(offsets);
        }
    }
}
