package dev.longshore.producer.client;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.wire.CancelCodec;
import dev.longshore.wire.Headers;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes jobs and cancel requests, keyed by jobId, and tells what becomes of them. Thread-safe; one for a whole process is enough.
 *
 * <p>{@link #submit} follows a job to its end, {@link #publish} only until Kafka has it. The first submission begins to read {@code status}, {@code results} and {@code errors},
 * without a consumer group, and goes on until the client is closed: the cost is one read of all outcomes per client, and in exchange any number of clients needs no topic, no group
 * and no permission of its own.
 */
public final class UploadClient implements AutoCloseable {
    private final Settings settings;
    private final ClientOptions options;
    private final Producer<String, byte[]> producer;
    private final Function<Follower.Listener, Follower> followers;
    private final PendingUploads pending;
    private final ExecutorService deliveries =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("longshore-delivery-", 0).factory());
    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong submissions = new AtomicLong();
    private @Nullable Follower follower;
    private boolean closed;

    UploadClient(
            Settings settings, ClientOptions options, Producer<String, byte[]> producer, Function<Follower.Listener, Follower> followers) {
        this.settings = settings;
        this.options = options;
        this.producer = producer;
        this.followers = followers;
        this.pending = new PendingUploads(options.maxInFlight());
    }

    public static UploadClient open(Settings settings) {
        return open(settings, ClientOptions.defaults());
    }

    /** @throws ClusterException if the settings can't be right; whether the broker answers shows at the first job, or see {@link #reach()} */
    public static UploadClient open(Settings settings, ClientOptions options) {
        try {
            var producer = new KafkaProducer<>(settings.producer(), new StringSerializer(), new ByteArraySerializer());
            return new UploadClient(settings, options, producer, listener -> Follower.listening(settings, listener));
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

    public UploadHandle submit(UploadJob job) {
        return submit(job, Map.of());
    }

    /**
     * Publishes a job and follows it. Waits while {@link ClientOptions#maxInFlight()} jobs are outstanding; the first call also waits until the outcomes' topics were found, ten
     * seconds at most. Don't call it from a listener or a completion of this client.
     *
     * @param headers record headers, such as {@code traceparent}; {@code kafka_correlationId} is the client's own unless it is among them
     */
    public UploadHandle submit(UploadJob job, Map<String, byte[]> headers) {
        Submission submission = submission(job, headers);
        try {
            if (!pending.enter(options.maxBlock())) {
                submission.handle.notAccepted(new BackPressureException(
                        options.maxInFlight() + " jobs are in flight and none ended within " + options.maxBlock() + "; job " + job.jobId()
                                + " was not published"));
                return submission.handle;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            submission.handle.notAccepted(new BackPressureException("Interrupted; job " + job.jobId() + " was not published"));
            return submission.handle;
        }
        send(submission);
        return submission.handle;
    }

    /**
     * Submits jobs as they come, never more than {@link ClientOptions#maxInFlight()} ahead of their outcomes, however long that takes.
     *
     * @param each is told every handle when its job has been handed to Kafka
     */
    public void submitAll(Iterable<UploadJob> jobs, Consumer<UploadHandle> each) throws InterruptedException {
        for (UploadJob job : jobs) {
            Submission submission = submission(job, Map.of());
            pending.enter();
            send(submission);
            each.accept(submission.handle);
        }
    }

    private record Submission(UploadJob job, Map<String, byte[]> headers, UploadHandle handle) {}

    private Submission submission(UploadJob job, Map<String, byte[]> headers) {
        Map<String, byte[]> all = new HashMap<>(headers);
        byte[] own = (instance + ":" + submissions.incrementAndGet()).getBytes(StandardCharsets.US_ASCII);
        byte[] correlation = all.computeIfAbsent(Headers.CORRELATION_ID, _ -> own);
        UploadHandle handle = new UploadHandle(
                job.jobId(), Follower.text(correlation), new Delivery(deliveries), reason -> cancel(job.jobId(), reason));
        return new Submission(job, all, handle);
    }

    private void send(Submission submission) {
        UploadHandle handle = submission.handle;
        try {
            follow();
        } catch (ClusterException | ClientClosedException e) {
            pending.leave();
            handle.notAccepted(e);
            return;
        }
        pending.add(handle, options.timeout());
        publish(submission.job, submission.headers).whenComplete((submitted, failure) -> {
            if (failure == null) {
                handle.accepted(submitted);
            } else {
                pending.notAccepted(handle, failure);
            }
        });
    }

    /** A follower that ended by itself is replaced, so that a refusal that was mended heals without a new client. */
    private synchronized void follow() {
        if (closed) {
            throw new ClientClosedException();
        }
        if (follower != null && !follower.ended().isDone()) {
            return;
        }
        Follower fresh = followers.apply(pending::hear).begin(new Start.End());
        fresh.ended().exceptionally(why -> {
            pending.fail(why instanceof RuntimeException known ? known : new IllegalStateException(why), false);
            return null;
        });
        follower = fresh;
    }

    public CompletableFuture<Submitted> publish(UploadJob job) {
        return publish(job, Map.of());
    }

    /**
     * Publishes a job without following it. Waits while Kafka's send buffer ({@code buffer.memory}) is full, at most {@code max.block.ms}.
     *
     * @param headers record headers, such as those of {@code Headers} for a reply
     * @return completes when all in-sync replicas have the job; fails with {@link InvalidSubmissionException} if it was not sent because it breaks a rule, with
     *     {@link ClusterException} if the broker didn't take it
     */
    public CompletableFuture<Submitted> publish(UploadJob job, Map<String, byte[]> headers) {
        List<Violation> violations = JobRules.check(job);
        if (!violations.isEmpty()) {
            return CompletableFuture.failedFuture(new InvalidSubmissionException(violations));
        }
        byte[] json = JobCodec.write(job);
        if (json.length > JobCodec.MAX_BYTES) {
            return CompletableFuture.failedFuture(new InvalidSubmissionException(tooLarge()));
        }
        return send(job.jobId(), json, headers);
    }

    /** The same as {@link #cancel(CancelRequest)}. */
    public CompletableFuture<Submitted> cancel(String jobId, @Nullable String reason) {
        return cancel(new CancelRequest(jobId, reason));
    }

    /**
     * Asks to cancel a job; its outcome tells whether that came in time. An unknown job gets the error {@code Job.Unknown}.
     *
     * @return completes when all in-sync replicas have the request; fails as {@link #publish} does
     */
    public CompletableFuture<Submitted> cancel(CancelRequest request) {
        List<Violation> violations = JobRules.check(request);
        return violations.isEmpty()
                ? send(request.cancel(), CancelCodec.write(request), Map.of())
                : CompletableFuture.failedFuture(new InvalidSubmissionException(violations));
    }

    /** Publishes the value as it is; for records that were read from the jobs' topic. */
    public CompletableFuture<Submitted> republish(@Nullable String jobId, byte[] value, Map<String, byte[]> headers) {
        return send(jobId, value, headers);
    }

    /** A job and the request to cancel it have the same key, so they are read in order. */
    private CompletableFuture<Submitted> send(@Nullable String jobId, byte[] value, Map<String, byte[]> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(settings.topics().jobs(), jobId, value);
        headers.forEach((name, header) -> record.headers().add(name, header));
        CompletableFuture<Submitted> submitted = new CompletableFuture<>();
        try {
            var _ = producer.send(record, (metadata, failure) -> settle(submitted, jobId == null ? "" : jobId, metadata, failure));
        } catch (KafkaException | IllegalStateException e) {
            submitted.completeExceptionally(ClusterException.of(settings, e));
        }
        return submitted;
    }

    /** What workers would refuse the job for; empty when nothing. */
    public static List<Violation> violations(UploadJob job) {
        List<Violation> violations = JobRules.check(job);
        return violations.isEmpty() && JobCodec.write(job).length > JobCodec.MAX_BYTES ? tooLarge() : violations;
    }

    private static List<Violation> tooLarge() {
        return List.of(new Violation("job", "must be at most " + JobCodec.MAX_BYTES + " bytes as JSON"));
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

    /** How many submitted jobs have not ended. */
    public int inFlight() {
        return pending.size();
    }

    /**
     * Waits for the outcomes of submitted jobs and closes.
     *
     * @return whether all had ended in time; the handles of the others fail with {@link ClientClosedException}
     */
    public boolean close(Duration patience) throws InterruptedException {
        try {
            return pending.awaitNone(patience);
        } finally {
            close();
        }
    }

    /** Waits for jobs that Kafka has yet to acknowledge, but for no outcomes: those of submitted jobs fail with {@link ClientClosedException}, and the jobs go on. */
    @Override
    public void close() {
        Follower following;
        synchronized (this) {
            closed = true;
            following = follower;
        }
        producer.close(options.closeTimeout());
        if (following != null) {
            following.close();
        }
        pending.fail(new ClientClosedException(), true);
        deliveries.shutdown();
    }
}
