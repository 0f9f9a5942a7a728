package dev.longshore.sandbox.chaos;

import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Hears every committed outcome and state, from the first one on. */
final class Outcomes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * One outcome.
     *
     * @param partition of the results or errors, which is also the ledger's
     * @param fileId of a success; null for an error
     * @param code of an error; null for a success
     * @param at when it was heard, of {@link System#nanoTime()}
     */
    record Heard(int partition, @Nullable String jobId, int run, boolean repeat, @Nullable String fileId, @Nullable String code, long at) {}

    private final Topics topics = new Topics();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Map<String, JobStatus> states = new ConcurrentHashMap<>();

    Outcomes(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                // A broker that is killed answers nothing; half a minute of silence would hide what the ledger's own silence is.
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, "2000",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.results(), topics.errors(), topics.status())) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader = Thread.ofPlatform().daemon().name("outcomes").start(this::read);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            }
        } catch (WakeupException _) {
            return;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        long now = System.nanoTime();
        if (record.topic().equals(topics.results())) {
            UploadResult result = OutcomeCodec.readResult(record.value());
            heard.add(new Heard(record.partition(), result.jobId(), result.run(), result.repeat(), result.fileId(), null, now));
        } else if (record.topic().equals(topics.errors())) {
            UploadError error = OutcomeCodec.readError(record.value());
            heard.add(new Heard(record.partition(), error.jobId(), error.run(), false, null, error.code(), now));
        } else if (record.value() != null) {
            JobStatus status = OutcomeCodec.readStatus(record.value());
            states.put(status.jobId(), status);
        }
    }

    /** So far, in the order in which they were heard. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** The newest state of each job. */
    Map<String, JobStatus> states() {
        return Map.copyOf(states);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
