package dev.longshore.sandbox.chaos;

import dev.longshore.job.UploadJob;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Small jobs at a steady pace, the same number for each of the ledger's partitions: whoever falls silent is heard to. */
final class Drizzle implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final String topic = new Topics().jobs();
    private final Path file;
    private final int partitions;
    private final AtomicInteger published = new AtomicInteger();

    Drizzle(String bootstrapServers, Path file) {
        this.file = file;
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(), new ByteArraySerializer());
        this.partitions = producer.partitionsFor(new Topics().results()).size();
    }

    /** @param pace between two jobs of one partition */
    void begin(Duration pace) {
        long nanos = pace.toNanos() / partitions;
        clock.scheduleAtFixedRate(() -> publish(published.getAndIncrement()), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void publish(int number) {
        String jobId = idFor(number % partitions, "small-" + number);
        publish(UploadJob.builder(jobId, file.toString()).sourceContext(jobId).build());
    }

    void publish(UploadJob job) {
        producer.send(new ProducerRecord<>(topic, job.jobId(), JobCodec.write(job)));
    }

    /** A job's id that falls into the partition. */
    private String idFor(int partition, String beginning) {
        for (int i = 0;; i++) {
            String jobId = beginning + "-" + i;
            if (Utils.toPositive(Utils.murmur2(jobId.getBytes(StandardCharsets.UTF_8))) % partitions == partition) {
                return jobId;
            }
        }
    }

    int partitions() {
        return partitions;
    }

    int published() {
        return published.get();
    }

    /** Publishes no more small ones. */
    void end() {
        clock.shutdownNow();
        producer.flush();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
