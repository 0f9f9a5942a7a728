package dev.longshore.worker.uploader;

import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnreadableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
 * here: the broker hands it out again, and if it doesn't, the lease that began with "started" expires.
 */
final class ShareLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ShareLoop.class);

    /** Short, since a stock client may sleep through a record that follows a lone commit marker. */
    private static final Duration POLL = Duration.ofMillis(20);

    private static final Duration WAIT_AFTER_ERROR = Duration.ofSeconds(1);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final List<String> topics;
    private final TaskRunner runner;
    private final Semaphore slots;
    private final ExecutorService threads;
    private volatile boolean stopping;

    ShareLoop(ShareConsumer<byte[], byte[]> consumer, List<String> topics, TaskRunner runner, int slots, ExecutorService threads) {
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
        if (!slots.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            return;
        }
        slots.release();
        try {
            List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
            consumer.poll(POLL).forEach(taken::add);
            if (!taken.isEmpty()) {
                take(taken);
            }
        } catch (WakeupException e) {
            log.debug("woken to stop");
        } catch (KafkaException e) {
            log.warn("tasks.unavailable topics={}: {}; trying again", topics, e.toString());
            Thread.sleep(WAIT_AFTER_ERROR);
        }
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> taken) throws InterruptedException {
        List<CompletableFuture<RunningTask>> starting = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : taken) {
            slots.acquire();
            starting.add(start(record));
        }
        List<RunningTask> started = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            acknowledge(taken.get(i), starting.get(i)).ifPresentOrElse(started::add, slots::release);
        }
        boolean accepted = commit();
        for (RunningTask task : started) {
            if (accepted) {
                threads.execute(() -> carry(task));
            } else {
                slots.release();
            }
        }
    }

    private CompletableFuture<RunningTask> start(ConsumerRecord<byte[], byte[]> record) {
        try {
            Task task = StepCodec.readTask(record.value());
            return runner.start(task);
        } catch (UnreadableMessageException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<RunningTask> acknowledge(ConsumerRecord<byte[], byte[]> record, CompletableFuture<RunningTask> starting) {
        try {
            RunningTask task = starting.join();
            consumer.acknowledge(record, AcknowledgeType.ACCEPT);
            return Optional.of(task);
        } catch (CompletionException e) {
            log.warn("task.released topic={} offset={}: {}", record.topic(), record.offset(), String.valueOf(e.getCause()));
            consumer.acknowledge(record, AcknowledgeType.RELEASE);
            return Optional.empty();
        }
    }

    private boolean commit() {
        Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync();
        boolean accepted = true;
        for (Map.Entry<TopicIdPartition, Optional<KafkaException>> answer : answers.entrySet()) {
            if (answer.getValue().isPresent()) {
                accepted = false;
                log.warn("accept.failed partition={}: {}", answer.getKey(), answer.getValue().get().toString());
            }
        }
        return accepted;
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
