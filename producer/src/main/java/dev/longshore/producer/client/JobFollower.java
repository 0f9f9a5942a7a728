package dev.longshore.producer.client;

import dev.longshore.job.UploadJob;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of jobs on a thread of its own and tells a listener each job that workers would take; requests to cancel and what is no job are passed over.
 *
 * <p>When {@link #begin} has returned, whatever is published from then on is told. The listener is called on the follower's thread, and what it throws ends the
 * follower. A cluster that goes away for a while is waited for.
 */
public final class JobFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Settings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final java.util.function.Consumer<Entry> listener;
    private final InstantSource clock;
    private final Partitions partitions;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Thread thread;
    private volatile boolean closing;

    /** A job and where its record lies. */
    public record Entry(UploadJob job, TopicPartition partition, long offset, Instant publishedAt) {}

    JobFollower(Settings settings, Consumer<byte[], byte[]> consumer, java.util.function.Consumer<Entry> listener, InstantSource clock) {
        this.settings = settings;
        this.consumer = consumer;
        this.listener = listener;
        this.clock = clock;
        this.partitions = new Partitions(settings, consumer, List.of(settings.topics().jobs()));
    }

    /**
     * A follower that reads from now on.
     *
     * @throws ClusterException if the settings can't be right, or the broker can't be reached, refuses, or lacks the topic
     */
    public static JobFollower start(Settings settings, Start start, java.util.function.Consumer<Entry> listener) {
        try {
            var consumer = new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            return new JobFollower(settings, consumer, listener, InstantSource.system()).begin(start);
        } catch (KafkaException e) {
            throw ClusterException.of(settings, e);
        }
    }

    JobFollower begin(Start start) {
        try {
            partitions.assign(start);
        } catch (KafkaException | ClusterException e) {
            consumer.close();
            throw ClusterException.of(settings, e);
        }
        Instant firstRefresh = clock.instant().plus(Partitions.REFRESH_INTERVAL);
        thread = Thread.ofPlatform().daemon().name("longshore-job-follower").start(() -> run(firstRefresh));
        return this;
    }

    /** Completes when all that was there at the start has been told; fails if the follower ends before. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /** Completes when the follower was closed; fails with what ended it otherwise. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    private void run(Instant firstRefresh) {
        try (consumer) {
            follow(firstRefresh);
        } catch (WakeupException e) {
            LOG.debug("Woken to be closed");
        } catch (KafkaException e) {
            ended.completeExceptionally(ClusterException.of(settings, e));
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        } finally {
            caughtUp.completeExceptionally(new IllegalStateException("The follower ended"));
            ended.complete(null);
        }
    }

    private void follow(Instant firstRefresh) {
        Instant refreshAt = firstRefresh;
        while (!closing) {
            whileReachable(this::noteProgress);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                tell(record);
            }
            if (!clock.instant().isBefore(refreshAt)) {
                refreshAt = clock.instant().plus(Partitions.REFRESH_INTERVAL);
                whileReachable(partitions::refresh);
            }
        }
    }

    private void noteProgress() {
        if (!caughtUp.isDone() && partitions.caughtUp()) {
            caughtUp.complete(null);
        }
    }

    /** What needs the cluster and has time until it is back. */
    private static void whileReachable(Runnable step) {
        try {
            step.run();
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            LOG.debug("The cluster doesn't answer; following goes on when it does", e);
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        UploadJob job;
        try {
            job = JobCodec.read(record.value());
        } catch (InvalidJobException e) {
            return;
        }
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        listener.accept(new Entry(job, partition, record.offset(), Instant.ofEpochMilli(record.timestamp())));
    }

    /** Stops reading, also when called by the listener. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        Thread running = thread;
        if (running == null || Thread.currentThread() == running) {
            return;
        }
        try {
            running.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
