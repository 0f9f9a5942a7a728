package dev.longshore.producer.client;

import dev.longshore.wire.Headers;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Finds jobs as they were published, on the {@code jobs} topic; it reads all that the topic holds. */
public final class JobLog {
    private static final Duration POLL = Duration.ofMillis(500);
    /** In a row, without anything read. */
    private static final int MOST_POLLS = Settings.REACH_MILLIS / 500;

    private JobLog() {}

    /** A job's record. */
    public static final class PublishedJob {
        private final byte[] value;
        private final Map<String, byte[]> headers;
        private final Instant publishedAt;

        /** @param headers those that travel to the outcome */
        public PublishedJob(byte[] value, Map<String, byte[]> headers, Instant publishedAt) {
            this.value = value.clone();
            this.headers = Map.copyOf(headers);
            this.publishedAt = publishedAt;
        }

        public byte[] value() {
            return value.clone();
        }

        public Map<String, byte[]> headers() {
            return headers;
        }

        public Instant publishedAt() {
            return publishedAt;
        }
    }

    /**
     * The oldest record of each job that the topic still holds: of several with different content, the ledger knows the first.
     *
     * @return without those of which the topic holds no readable record
     * @throws ClusterException if the broker can't be reached, refuses, or lacks the topic
     */
    public static Map<String, PublishedJob> find(Settings settings, Set<String> jobIds) {
        try (var consumer = new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return find(settings, consumer, jobIds);
        } catch (KafkaException e) {
            throw ClusterException.of(settings, e);
        }
    }

    /**
     * The job's record at a place that a {@link JobFollower} told.
     *
     * @return empty if the topic holds it no longer, or another record stands there
     * @throws ClusterException if the broker can't be reached, refuses, or lacks the topic
     */
    public static Optional<PublishedJob> at(Settings settings, TopicPartition partition, long offset, String jobId) {
        try (var consumer = new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return at(settings, consumer, partition, offset, jobId);
        } catch (KafkaException e) {
            throw ClusterException.of(settings, e);
        }
    }

    static Optional<PublishedJob> at(
            Settings settings, Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset, String jobId) {
        consumer.assign(List.of(partition));
        if (consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) > offset
                || consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= offset) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                boolean found = record.offset() == offset && jobId.equals(jobId(record));
                return found ? Optional.of(published(record)) : Optional.empty();
            }
        }
        throw nothingCame(settings);
    }

    static Map<String, PublishedJob> find(Settings settings, Consumer<byte[], byte[]> consumer, Set<String> jobIds) {
        Map<String, PublishedJob> found = new HashMap<>();
        if (jobIds.isEmpty()) {
            return found;
        }
        Partitions partitions = new Partitions(settings, consumer, List.of(settings.topics().jobs()));
        partitions.assign(new Start.Beginning());
        int vain = 0;
        while (!partitions.caughtUp()) {
            Map<TopicPartition, Long> before = partitions.positions();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                String jobId = jobId(record);
                if (jobId != null && jobIds.contains(jobId)) {
                    found.merge(jobId, published(record), (one, other) -> other.publishedAt.isBefore(one.publishedAt) ? other : one);
                }
            }
            vain = partitions.positions().equals(before) ? vain + 1 : 0;
            if (vain == MOST_POLLS) {
                throw nothingCame(settings);
            }
        }
        return found;
    }

    private static ClusterException nothingCame(Settings settings) {
        return ClusterException.of(settings, new TimeoutException("No record came"));
    }

    private static PublishedJob published(ConsumerRecord<byte[], byte[]> record) {
        return new PublishedJob(record.value(), headers(record), Instant.ofEpochMilli(record.timestamp()));
    }

    private static @Nullable String jobId(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JobCodec.read(record.value()).jobId();
        } catch (InvalidJobException e) {
            return null;
        }
    }

    private static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        for (String name : Headers.COPIED) {
            Header header = record.headers().lastHeader(name);
            if (header != null && header.value() != null) {
                headers.put(name, header.value());
            }
        }
        return headers;
    }
}
