package dev.longshore.e2e;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another system: publishes jobs and reads every outcome and state there is, committed ones only, in the order in which they came. */
public final class Publisher implements AutoCloseable {
    private final Topics topics = new Topics();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;

    final List<UploadResult> results = new CopyOnWriteArrayList<>();
    final List<UploadError> errors = new CopyOnWriteArrayList<>();
    final Map<String, JobStatus> states = new ConcurrentHashMap<>();

    public Publisher(String bootstrapServers) {
        Map<String, Object> common = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(common, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        assignAll();
        reader = Thread.ofPlatform().name("publisher-reader").start(this::read);
    }

    private void assignAll() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.results(), topics.errors(), topics.status())) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    take(record);
                }
            }
        } catch (WakeupException _) {
            return;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(topics.results())) {
            results.add(OutcomeCodec.readResult(record.value()));
        } else if (record.topic().equals(topics.errors())) {
            errors.add(OutcomeCodec.readError(record.value()));
        } else if (record.value() != null) {
            JobStatus status = OutcomeCodec.readStatus(record.value());
            states.put(status.jobId(), status);
        }
    }

    public void publish(UploadJob job) {
        publish(job.jobId(), JobCodec.write(job));
    }

    public void publish(String key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.jobs(), key, value));
    }

    void publishAll(Collection<UploadJob> jobs) {
        jobs.forEach(this::publish);
        producer.flush();
    }

    List<UploadResult> resultsOf(String jobId) {
        return results.stream().filter(result -> result.jobId().equals(jobId)).toList();
    }

    List<UploadError> errorsOf(String jobId) {
        return errors.stream().filter(error -> jobId.equals(error.jobId())).toList();
    }

    @Override
    public void close() throws InterruptedException {
        producer.close();
        consumer.wakeup();
        reader.join();
    }
}
