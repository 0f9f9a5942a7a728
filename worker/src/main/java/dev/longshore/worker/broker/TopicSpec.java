package dev.longshore.worker.broker;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic must be like.
 *
 * @param partitions how many it is created with
 * @param fixedPartitions whether an existing topic must have just as many
 * @param compacted whether it keeps the newest record of each key instead of all records for a time
 */
record TopicSpec(String name, int partitions, boolean fixedPartitions, boolean compacted, Duration retention, int maxMessageBytes) {

    Map<String, String> configs() {
        String bytes = Integer.toString(maxMessageBytes);
        return compacted
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes)
                : Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        bytes);
    }
}
