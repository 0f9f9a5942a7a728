package dev.longshore.producer.client;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.wire.CancelCodec;
import dev.longshore.wire.JobCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes jobs and cancel requests, keyed by jobId. Thread-safe. */
public final class UploadClient implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Producer<String, byte[]> producer;

    UploadClient(Settings settings, Producer<String, byte[]> producer) {
        this.settings = settings;
        this.producer = producer;
    }

    /** @throws ClusterException if the settings can't be right; whether the broker answers shows at the first job, or see {@link #reach()} */
    public static UploadClient open(Settings settings) {
        try {
            return new UploadClient(settings, new KafkaProducer<>(settings.producer(), new StringSerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw ClusterException.of(settings, e);
        }
    }

    /**
     * Waits until the broker has told where the jobs' topic is.
     *
     * @throws ClusterException if it can't be reached, refuses, or has no such topic
     */
    public void reach() {
        try {
            producer.partitionsFor(settings.topics().jobs());
        } catch (KafkaException e) {
            throw ClusterException.of(settings, e);
        }
    }

    public CompletableFuture<Submitted> submit(UploadJob job) {
        return submit(job, Map.of());
    }

    /**
     * Publishes a job.
     *
     * @param headers record headers, such as those of {@code Headers} for a reply
     * @return completes when all in-sync replicas have the job; fails with {@link InvalidSubmissionException} if it was not sent because it breaks a rule, with
     *     {@link ClusterException} if the broker didn't take it
     */
    public CompletableFuture<Submitted> submit(UploadJob job, Map<String, byte[]> headers) {
        List<Violation> violations = violations(job);
        if (!violations.isEmpty()) {
            return CompletableFuture.failedFuture(new InvalidSubmissionException(violations));
        }
        return send(job.jobId(), JobCodec.write(job), headers);
    }

    /**
     * Asks to cancel a job; what becomes of it is its outcome. An unknown job gets the error {@code Job.Unknown}.
     *
     * @return completes when all in-sync replicas have the request; fails as {@link #submit(UploadJob, Map)} does
     */
    public CompletableFuture<Submitted> cancel(CancelRequest request) {
        List<Violation> violations = JobRules.check(request);
        return violations.isEmpty()
                ? send(request.cancel(), CancelCodec.write(request), Map.of())
                : CompletableFuture.failedFuture(new InvalidSubmissionException(violations));
    }

    /** A job and the request to cancel it have the same key, so they are read in order. */
    private CompletableFuture<Submitted> send(String jobId, byte[] value, Map<String, byte[]> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(settings.topics().jobs(), jobId, value);
        headers.forEach((name, header) -> record.headers().add(name, header));
        CompletableFuture<Submitted> submitted = new CompletableFuture<>();
        try {
            var _ = producer.send(record, (metadata, failure) -> settle(submitted, jobId, metadata, failure));
        } catch (KafkaException | IllegalStateException e) {
            submitted.completeExceptionally(ClusterException.of(settings, e));
        }
        return submitted;
    }

    /** What workers would refuse the job for; empty when nothing. */
    public static List<Violation> violations(UploadJob job) {
        List<Violation> violations = JobRules.check(job);
        if (violations.isEmpty() && JobCodec.write(job).length > JobCodec.MAX_BYTES) {
            return List.of(new Violation("job", "must be at most " + JobCodec.MAX_BYTES + " bytes as JSON"));
        }
        return violations;
    }

    private void settle(CompletableFuture<Submitted> submitted, String jobId, RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            submitted.completeExceptionally(ClusterException.of(settings, failure));
            return;
        }
        submitted.complete(
                new Submitted(jobId, metadata.topic(), metadata.partition(), metadata.offset(),
                        Instant.ofEpochMilli(metadata.timestamp())));
    }

    /** Waits for the jobs under way, at most ten seconds. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
