package dev.longshore.bench.growth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills a ledger's memory: writes into the changelog what the ledger itself wrote there of one job that had ended, under other ids. Whoever owns the
 * partitions next restores it like its own.
 */
final class Memory {
    private static final Duration POLL = Duration.ofMillis(500);
    /** The ledger's own default. */
    private static final Duration DEDUPE_WINDOW = Duration.ofDays(7);

    private static final byte RECORD = 'r';
    private static final byte TIMER = 't';
    private static final byte[] NOTHING = {};
    private static final JsonMapper JSON = new JsonMapper();

    private final String bootstrapServers;
    private final String changelog;
    private final int partitions;

    Memory(String bootstrapServers, String prefix, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.changelog = prefix + "ledger-jobs-changelog";
        this.partitions = partitions;
    }

    /** The id of a remembered job; all are equally long. */
    static String jobId(long number) {
        return String.format(Locale.ROOT, "remembered-%09d", number);
    }

    /**
     * @param pattern the job that has ended, of as long a name as {@link #jobId} makes
     * @param forgottenAt when the dedupe window of all of them is over
     * @return bytes of one job's record
     */
    int fill(String pattern, long jobs, Instant forgottenAt) throws IOException {
        byte[] record = patched(lastRecord(pattern), forgottenAt);
        List<Integer> places = places(record, pattern.getBytes(StandardCharsets.UTF_8));
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "20", "batch.size", 512 * 1024, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long number = 0; number < jobs; number++) {
                byte[] id = jobId(number).getBytes(StandardCharsets.UTF_8);
                int partition = BuiltInPartitioner.partitionForKey(id, partitions);
                byte[] value = record.clone();
                places.forEach(at -> System.arraycopy(id, 0, value, at, id.length));
                send(producer, partition, key(RECORD, id), value, failure);
                send(producer, partition, timer(forgottenAt, id), NOTHING, failure);
            }
        }
        if (failure.get() != null) {
            throw new IOException("the changelog could not be filled", failure.get());
        }
        return record.length;
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer, int partition, byte[] key, byte[] value, AtomicReference<Exception> failure) {
        producer.send(new ProducerRecord<>(changelog, partition, key, value), (sent, e) -> {
            if (e != null) {
                failure.set(e);
            }
        });
    }

    private byte[] lastRecord(String pattern) throws IOException {
        Map<String, byte[]> records = new HashMap<>();
        List<TopicPartition> all = IntStream.range(0, partitions).mapToObj(n -> new TopicPartition(changelog, n)).toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    if (read.key()[0] == RECORD && read.value() != null) {
                        records.put(new String(read.key(), 1, read.key().length - 1, StandardCharsets.UTF_8), read.value());
                    }
                }
            }
        }
        byte[] last = records.get(pattern);
        if (last == null) {
            throw new IOException(changelog + " holds no record of " + pattern);
        }
        return last;
    }

    /** As if the job had ended a dedupe window before it is to be forgotten. */
    private static byte[] patched(byte[] record, Instant forgottenAt) {
        ObjectNode stored = (ObjectNode) JSON.readTree(record);
        ObjectNode job = (ObjectNode) stored.get("record");
        job.put("wakeAt", forgottenAt.toString());
        ((ObjectNode) job.get("moments")).put("endedAt", forgottenAt.minus(DEDUPE_WINDOW).toString());
        return JSON.writeValueAsBytes(stored);
    }

    /** Where the id stands in a record. */
    private static List<Integer> places(byte[] record, byte[] id) {
        return IntStream.rangeClosed(0, record.length - id.length)
                .filter(at -> Arrays.equals(record, at, at + id.length, id, 0, id.length))
                .boxed()
                .toList();
    }

    private static byte[] key(byte kind, byte[] id) {
        return ByteBuffer.allocate(1 + id.length).put(kind).put(id).array();
    }

    private static byte[] timer(Instant at, byte[] id) {
        return ByteBuffer.allocate(1 + Long.BYTES + id.length).put(TIMER).putLong(at.toEpochMilli()).put(id).array();
    }
}
