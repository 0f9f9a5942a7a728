package dev.longshore.producer.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Which partitions are read and from where. Not thread-safe: belongs to the thread that has the consumer. */
final class Partitions {
    /** How often new partitions are looked for. */
    static final Duration REFRESH_INTERVAL = Duration.ofSeconds(30);

    private final Settings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final Map<TopicPartition, Long> unreadHistory = new HashMap<>();

    Partitions(Settings settings, Consumer<byte[], byte[]> consumer, List<String> topics) {
        this.settings = settings;
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
    }

    /** Assigns all partitions and pins where each begins, so that whatever is published after this call is seen. */
    void assign(Start start) {
        List<TopicPartition> all = discover();
        consumer.assign(all);
        switch (start) {
            case Start.End() -> consumer.seekToEnd(all);
            case Start.Beginning() -> consumer.seekToBeginning(all);
            case Start.Since(var instant) -> {
                Map<TopicPartition, Long> times = new HashMap<>();
                all.forEach(partition -> times.put(partition, instant.toEpochMilli()));
                consumer.offsetsForTimes(times).forEach(this::seekOrEnd);
            }
            case Start.Positions(var offsets) -> {
                consumer.seekToBeginning(all.stream().filter(partition -> !offsets.containsKey(partition)).toList());
                offsets.forEach((partition, offset) -> {
                    if (all.contains(partition)) {
                        consumer.seek(partition, offset);
                    }
                });
            }
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        for (TopicPartition partition : all) {
            long end = ends.getOrDefault(partition, 0L);
            if (consumer.position(partition) < end) {
                unreadHistory.put(partition, end);
            }
        }
    }

    /** Whether all that was there at the start has been read. */
    boolean caughtUp() {
        unreadHistory.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        return unreadHistory.isEmpty();
    }

    /** Takes up partitions that were added since, from their beginning. */
    void refresh() {
        Set<TopicPartition> added = new HashSet<>(discover());
        Set<TopicPartition> assigned = consumer.assignment();
        added.removeAll(assigned);
        if (!added.isEmpty()) {
            Set<TopicPartition> all = new HashSet<>(assigned);
            all.addAll(added);
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
    }

    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    private void seekOrEnd(TopicPartition partition, @Nullable OffsetAndTimestamp found) {
        if (found == null) {
            consumer.seekToEnd(List.of(partition));
        } else {
            consumer.seek(partition, found.offset());
        }
    }

    private List<TopicPartition> discover() {
        List<TopicPartition> all = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String topic : topics) {
            Collection<PartitionInfo> known = consumer.partitionsFor(topic);
            if (known == null || known.isEmpty()) {
                missing.add(topic);
            } else {
                known.forEach(partition -> all.add(new TopicPartition(topic, partition.partition())));
            }
        }
        if (!missing.isEmpty()) {
            throw ClusterException.missing(settings, String.join(", ", missing), new KafkaException("no partitions"));
        }
        return all;
    }
}
