package dev.longshore.worker.uploader;

import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.UnreadableMessageException;
import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks from a share group while slots are free: report started, wait until that is durable, accept, run.
 *
 * <p>A record is accepted before its task runs, so nothing depends on how long a broker keeps a lock. A task whose acceptance failed isn't run
 * here: the broker hands it out again, and if it doesn't, the lease that began with "started" expires. See docs/adr/0001.
 *
 * <p>A poll that came back empty leaves a fetch at the broker, which may still acquire records. So a loop that has begun to poll goes on until
 * something comes, even when another loop has taken the last slot meanwhile: else those records would lie in this client until their locks end.
 */
final class ShareLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ShareLoop.class);

    /** Well below {@code fetch.max.wait.ms}: a stock client that was sent a lone commit marker fetches again only when it is polled again. */
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration WAIT_AFTER_ERROR = Duration.ofSeconds(1);

    /** Until the broker has told its own: the shortest that it allows by default. */
    private static final int LEAST_LOCK_MILLIS = 15_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final TaskRunner runner;
    private final Slots slots;
    private final Executor threads;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private long lastPollEnded;
    /** Whether a fetch may be under way. */
    private boolean asked;
    private volatile boolean stopping;

    ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            String topic,
            TaskRunner runner,
            Slots slots,
            Executor threads,
            LongSupplier nanos,
            Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.lastPollEnded = nanos.getAsLong();
        this.consumer = consumer;
        this.topic = topic;
        this.runner = runner;
        this.slots = slots;
        this.threads = threads;
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(topic));
        try (consumer) {
            while (!stopping) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One poll, if there is a slot for what it may bring, and what follows from it. */
    void turn() throws InterruptedException {
        if (!asked && !slots.awaitFree()) {
            return;
        }
        try {
            List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
            long acquiredAfter = lastPollEnded;
            asked = true;
            consumer.poll(POLL).forEach(taken::add);
            lastPollEnded = nanos.getAsLong();
            if (!taken.isEmpty()) {
                asked = false;
                take(taken, acquiredAfter);
            }
        } catch (KafkaException | IllegalStateException e) {
            log.warn("tasks.unavailable topic={}: {}; trying again", topic, e.toString());
            sleeper.sleep(WAIT_AFTER_ERROR);
        }
    }

    /** @param acquiredAfter no record can have been acquired before; the client may fetch without being asked, so the locks may be as old */
    private void take(List<ConsumerRecord<byte[], byte[]>> taken, long acquiredAfter) {
        if (heldFor(acquiredAfter) > lockNanos() / 2) {
            for (ConsumerRecord<byte[], byte[]> record : taken) {
                log.info("task.released topic={} offset={}: it may have waited too long here", topic, record.offset());
                consumer.acknowledge(record, AcknowledgeType.RELEASE);
            }
            consumer.commitSync();
            return;
        }
        // All reports are under way before the first is waited for.
        List<Taken> starting = taken.stream().map(record -> new Taken(record, start(record))).toList();
        List<Started> started = new ArrayList<>();
        for (Taken task : starting) {
            Optional<RunningTask> running = joined(task);
            consumer.acknowledge(task.record(), running.isPresent() ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
            running.ifPresent(reported -> started.add(new Started(task.record(), reported)));
        }
        Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync();
        for (Started task : started) {
            if (accepted(task.record(), answers, acquiredAfter)) {
                threads.execute(() -> runner.carry(task.task(), slots));
            } else {
                log.warn("accept.failed topic={} offset={} answers={}: left to others", topic, task.record().offset(), answers);
            }
        }
    }

    private CompletableFuture<RunningTask> start(ConsumerRecord<byte[], byte[]> record) {
        try {
            return runner.start(StepCodec.readTask(record.value()));
        } catch (UnreadableMessageException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<RunningTask> joined(Taken task) {
        try {
            return Optional.of(task.reported().join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnreadableMessageException) {
                log.error("task.unreadable topic={} offset={}: {}", topic, task.record().offset(), e.getCause().getMessage());
            } else {
                log.warn("task.released topic={} offset={}: {}", topic, task.record().offset(), String.valueOf(e.getCause()));
            }
            return Optional.empty();
        }
    }

    /**
     * Whether the broker has taken the acceptance. No answer is not success, and success in time only: for a record that somebody else has finished
     * meanwhile the broker answers success, too.
     */
    private boolean accepted(
            ConsumerRecord<byte[], byte[]> record, Map<TopicIdPartition, Optional<KafkaException>> answers, long acquiredAfter) {
        for (Map.Entry<TopicIdPartition, Optional<KafkaException>> answer : answers.entrySet()) {
            boolean own = answer.getKey().topic().equals(record.topic()) && answer.getKey().partition() == record.partition();
            if (own && answer.getValue().isEmpty() && heldFor(acquiredAfter) < lockNanos()) {
                return true;
            }
        }
        return false;
    }

    private long heldFor(long since) {
        return nanos.getAsLong() - since;
    }

    private long lockNanos() {
        return TimeUnit.MILLISECONDS.toNanos(consumer.acquisitionLockTimeoutMs().orElse(LEAST_LOCK_MILLIS));
    }

    /** Ends the loop after this turn; tasks that run go on. A turn isn't broken off: what it has reported as started would wait for its lease's end. */
    void stop() {
        stopping = true;
    }

    /** A record whose task is being reported as started. */
    private record Taken(ConsumerRecord<byte[], byte[]> record, CompletableFuture<RunningTask> reported) {}

    /** A record whose task is durably reported as started. */
    private record Started(ConsumerRecord<byte[], byte[]> record, RunningTask task) {}
}
