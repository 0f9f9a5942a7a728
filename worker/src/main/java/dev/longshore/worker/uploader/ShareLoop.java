package dev.longshore.worker.uploader;

import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnreadableMessageException;
import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks from a share group while slots are free: report started, wait until that is durable, accept, run.
 *
 * <p>A record is accepted before its task runs, so nothing depends on how long a broker keeps a lock. A task whose acceptance failed isn't run
 * here: the broker hands it out again, and if it doesn't, the lease that began with "started" expires. See docs/adr/0001.
 */
final class ShareLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ShareLoop.class);

    /** Short, since a stock client may sleep through a record that follows a lone commit marker. */
    private static final Duration POLL = Duration.ofMillis(20);

    private static final Duration WAIT_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration WAIT_FOR_SLOT = Duration.ofMillis(100);

    /** Until the broker has told its own: the shortest that it allows by default. */
    private static final int LEAST_LOCK_MILLIS = 15_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final TaskRunner runner;
    private final Semaphore slots;
    private final ExecutorService threads;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private long lastPollEnded;
    private volatile boolean stopping;

    ShareLoop(
            ShareConsumer<byte[], byte[]> consumer,
            List<String> topics,
            TaskRunner runner,
            int slots,
            ExecutorService threads,
            LongSupplier nanos,
            Sleeper sleeper) {
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.lastPollEnded = nanos.getAsLong();
        this.consumer = consumer;
        this.topics = List.copyOf(topics);
        this.runner = runner;
        this.slots = new Semaphore(slots);
        this.threads = threads;
    }

    @Override
    public void run() {
        consumer.subscribe(topics);
        try (consumer) {
            while (!stopping) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        if (!slots.tryAcquire(WAIT_FOR_SLOT.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        slots.release();
        try {
            List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
            long acquiredAfter = lastPollEnded;
            consumer.poll(POLL).forEach(taken::add);
            lastPollEnded = nanos.getAsLong();
            for (ConsumerRecord<byte[], byte[]> record : taken) {
                take(record, acquiredAfter);
            }
        } catch (WakeupException e) {
            log.debug("woken to stop");
        } catch (KafkaException | IllegalStateException e) {
            log.warn("tasks.unavailable topics={}: {}; trying again", topics, e.toString());
            sleeper.sleep(WAIT_AFTER_ERROR);
        }
    }

    /** @param acquiredAfter the record can't have been acquired before; the client may fetch without being asked, so the lock may be as old */
    private void take(ConsumerRecord<byte[], byte[]> record, long acquiredAfter) throws InterruptedException {
        if (heldFor(acquiredAfter) > lockNanos() / 2) {
            log.info("task.released topic={} offset={}: it may have waited too long here", record.topic(), record.offset());
            consumer.acknowledge(record, AcknowledgeType.RELEASE);
            consumer.commitSync();
            return;
        }
        slots.acquire();
        Optional<RunningTask> accepted = Optional.empty();
        try {
            Optional<RunningTask> started = start(record);
            consumer.acknowledge(record, started.isPresent() ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
            accepted = started.filter(_ -> acknowledged(record, acquiredAfter));
        } finally {
            if (accepted.isEmpty()) {
                slots.release();
            }
        }
        accepted.ifPresent(task -> threads.execute(() -> carry(task)));
    }

    private Optional<RunningTask> start(ConsumerRecord<byte[], byte[]> record) {
        try {
            Task task = StepCodec.readTask(record.value());
            return Optional.of(runner.start(task).join());
        } catch (UnreadableMessageException e) {
            log.error("task.unreadable topic={} offset={}: {}", record.topic(), record.offset(), e.getMessage());
        } catch (CompletionException e) {
            log.warn("task.released topic={} offset={}: {}", record.topic(), record.offset(), String.valueOf(e.getCause()));
        }
        return Optional.empty();
    }

    /**
     * Whether the broker has taken the acceptance. No answer is not success, and success in time only: for a record that somebody else has finished
     * meanwhile the broker answers success, too.
     */
    private boolean acknowledged(ConsumerRecord<byte[], byte[]> record, long acquiredAfter) {
        Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync();
        for (Map.Entry<TopicIdPartition, Optional<KafkaException>> answer : answers.entrySet()) {
            boolean own = answer.getKey().topic().equals(record.topic()) && answer.getKey().partition() == record.partition();
            if (own && answer.getValue().isEmpty() && heldFor(acquiredAfter) < lockNanos()) {
                return true;
            }
        }
        log.warn("accept.failed topic={} offset={} answers={}: left to others", record.topic(), record.offset(), answers);
        return false;
    }

    private long heldFor(long since) {
        return nanos.getAsLong() - since;
    }

    private long lockNanos() {
        return TimeUnit.MILLISECONDS.toNanos(consumer.acquisitionLockTimeoutMs().orElse(LEAST_LOCK_MILLIS));
    }

    private void carry(RunningTask task) {
        try {
            runner.carry(task);
        } finally {
            slots.release();
        }
    }

    /** Ends the loop soon; tasks that run go on. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }
}
