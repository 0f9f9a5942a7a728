package dev.longshore.producer.client;

import dev.longshore.wire.Headers;
import dev.longshore.wire.OutcomeCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Reads {@code status}, {@code results} and {@code errors} on a thread of its own, tells a listener, and completes futures.
 *
 * <p>When {@link #begin} has returned, whatever is published from then on is seen. The listener is called on the follower's thread: while it works nothing is read, and
 * what it throws ends the follower. A cluster that goes away for a while is waited for; what can't heal (a refused log-in) ends the follower and fails the futures.
 */
public final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Settings settings;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Listener listener;
    private final InstantSource clock;
    private final Partitions partitions;
    private final OutcomeBook book = new OutcomeBook();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Thread thread;
    private volatile Map<TopicPartition, Long> positions = Map.of();
    private volatile boolean closing;

    /** Is also told the correlation id that the record carries; null if none. */
    interface Listener {
        void hear(Event event, @Nullable String correlationId);
    }

    Follower(
            Settings settings, org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Listener listener,
            InstantSource clock) {
        this.settings = settings;
        this.consumer = consumer;
        this.listener = listener;
        this.clock = clock;
        this.partitions = new Partitions(
                settings, consumer, List.of(settings.topics().status(), settings.topics().results(), settings.topics().errors()));
    }

    /** A follower that reads from now on; shorthand for {@link #open} and {@link #begin}. */
    public static Follower start(Settings settings, Start start, Consumer<Event> listener) {
        return open(settings, listener).begin(start);
    }

    /**
     * A follower that doesn't read yet: whoever wants the outcomes of jobs from a long history asks before it begins.
     *
     * @throws ClusterException if the settings can't be right
     */
    public static Follower open(Settings settings, Consumer<Event> listener) {
        return listening(settings, (event, _) -> listener.accept(event));
    }

    static Follower listening(Settings settings, Listener listener) {
        try {
            var consumer = new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            return new Follower(settings, consumer, listener, InstantSource.system());
        } catch (KafkaException e) {
            throw ClusterException.of(settings, e);
        }
    }

    /**
     * Begins to read; once.
     *
     * @throws ClusterException if the broker can't be reached, refuses, or lacks the topics
     */
    public Follower begin(Start start) {
        try {
            partitions.assign(start);
            positions = partitions.positions();
        } catch (KafkaException | ClusterException e) {
            consumer.close();
            throw ClusterException.of(settings, e);
        }
        Instant firstRefresh = clock.instant().plus(Partitions.REFRESH_INTERVAL);
        thread = Thread.ofPlatform().daemon().name("longshore-follower").start(() -> run(firstRefresh));
        return this;
    }

    /** The newest outcome of the job that this follower knows, or else the next. While history is read it waits for the end of it. */
    public CompletableFuture<Outcome> outcome(String jobId) {
        return book.outcome(jobId);
    }

    /** The next outcome of the job that is heard after this call: ask before publishing the job again. */
    public CompletableFuture<Outcome> next(String jobId) {
        return book.next(jobId);
    }

    /**
     * Waits for jobs.
     *
     * @return the outcomes of those that ended in time; the others are missing
     * @throws ClusterException if the follower ended
     */
    public Map<String, Outcome> await(Collection<String> jobIds, Duration timeout) throws InterruptedException {
        Map<String, CompletableFuture<Outcome>> asked = new HashMap<>();
        jobIds.forEach(jobId -> asked.computeIfAbsent(jobId, this::outcome));
        try {
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : ClusterException.of(settings, e);
        } catch (TimeoutException e) {
            asked.values().removeIf(future -> !future.isDone());
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        asked.forEach((jobId, future) -> outcomes.put(jobId, future.join()));
        return outcomes;
    }

    /** Completes when all that was there at the start has been told; fails if the follower ends before. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp.copy();
    }

    /** Where the follower stands, for {@link Start.Positions}: everything before has been told. */
    public Map<TopicPartition, Long> positions() {
        return positions;
    }

    /** Completes when the follower was closed; fails with {@link ClusterException}, or what the listener threw, if it ended by itself. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    private void run(Instant firstRefresh) {
        RuntimeException end = ClusterException.of(settings, new IllegalStateException("The follower was closed"));
        try (consumer) {
            follow(firstRefresh);
        } catch (WakeupException e) {
            LOG.debug("Woken to be closed");
        } catch (KafkaException e) {
            end = ClusterException.of(settings, e);
            ended.completeExceptionally(end);
        } catch (RuntimeException e) {
            end = e;
            ended.completeExceptionally(end);
        } finally {
            book.close(end);
            caughtUp.completeExceptionally(end);
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
        positions = partitions.positions();
        if (!caughtUp.isDone() && partitions.caughtUp()) {
            listener.hear(new Event.CaughtUp(), null);
            book.caughtUp();
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
        Event event = record.value() == null ? forgotten(record) : read(record);
        if (event == null) {
            return;
        }
        Header correlation = record.headers().lastHeader(Headers.CORRELATION_ID);
        listener.hear(event, correlation == null || correlation.value() == null ? null : text(correlation.value()));
        switch (event) {
            case Event.Progressed(var status) -> book.progressed(status);
            case Event.Ended(var outcome) -> book.ended(outcome);
            case Event.CaughtUp(),Event.Forgotten(_),Event.Unreadable(_, _, _, _) -> {}
        }
    }

    /** Correlation ids may be any bytes. */
    static String text(byte[] correlationId) {
        return new String(correlationId, StandardCharsets.ISO_8859_1);
    }

    private @Nullable Event forgotten(ConsumerRecord<byte[], byte[]> record) {
        boolean status = record.topic().equals(settings.topics().status()) && record.key() != null;
        return status ? new Event.Forgotten(new String(record.key(), StandardCharsets.UTF_8)) : null;
    }

    private Event read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return event(record.topic(), record.value());
        } catch (JacksonException | IllegalArgumentException e) {
            return new Event.Unreadable(record.topic(), record.partition(), record.offset(), String.valueOf(e.getMessage()));
        }
    }

    private Event event(String topic, byte[] value) {
        if (topic.equals(settings.topics().status())) {
            var status = OutcomeCodec.readStatus(value);
            require(status.jobId(), "jobId");
            require(status.state(), "state");
            return new Event.Progressed(status);
        }
        if (topic.equals(settings.topics().results())) {
            var result = OutcomeCodec.readResult(value);
            require(result.jobId(), "jobId");
            require(result.fileId(), "fileId");
            return new Event.Ended(new Outcome.Succeeded(result));
        }
        var error = OutcomeCodec.readError(value);
        require(error.code(), "code");
        return new Event.Ended(new Outcome.Failed(error));
    }

    /** Reading is tolerant, so that a foreign document may come out hollow. */
    private static void require(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("There is no field \"" + field + "\"");
        }
    }

    /** Stops reading, also when called by the listener; futures that are still open fail. */
    @Override
    public void close() {
        closing = true;
        Thread running = thread;
        if (running == null) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        if (Thread.currentThread() == running) {
            return;
        }
        try {
            running.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
