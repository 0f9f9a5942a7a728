package dev.longshore.worker.uploader;

import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.UnreadableMessageException;
import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks from a queue while slots are free: report started, wait until that is durable, accept, run.
 *
 * <p>A record is accepted before its task runs, so nothing depends on how long a broker keeps a lock or a partition. A task whose acceptance failed isn't
 * run here: the broker hands it out again, and if it doesn't, the lease that began with "started" expires. See docs/adr/0001.
 */
final class TaskLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(TaskLoop.class);

    private static final Duration WAIT_AFTER_ERROR = Duration.ofSeconds(1);

    private final TaskSource source;
    private final TaskRunner runner;
    private final Slots slots;
    private final Executor threads;
    private final Sleeper sleeper;
    private volatile boolean stopping;

    TaskLoop(TaskSource source, TaskRunner runner, Slots slots, Executor threads, Sleeper sleeper) {
        this.source = source;
        this.runner = runner;
        this.slots = slots;
        this.threads = threads;
        this.sleeper = sleeper;
    }

    @Override
    public void run() {
        try (source) {
            source.open();
            while (!stopping) {
                turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One poll, if there is a slot for what it may bring, and what follows from it. */
    void turn() throws InterruptedException {
        try {
            if (!source.asked() && !slots.awaitFree()) {
                source.idle();
                return;
            }
            List<ConsumerRecord<byte[], byte[]>> taken = source.poll();
            if (taken.isEmpty()) {
                return;
            }
            if (source.fresh()) {
                take(taken);
            } else {
                giveBack(taken);
            }
        } catch (KafkaException | IllegalStateException e) {
            log.warn("tasks.unavailable: {}; trying again", e.toString());
            sleeper.sleep(WAIT_AFTER_ERROR);
        }
    }

    private void giveBack(List<ConsumerRecord<byte[], byte[]>> taken) {
        for (ConsumerRecord<byte[], byte[]> record : taken) {
            log.info("task.released {}: it may have waited too long here", place(record));
            source.release(record);
        }
        source.settle();
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> taken) {
        // All reports are under way before the first is waited for.
        List<Taken> starting = taken.stream().map(record -> new Taken(record, start(record))).toList();
        Map<ConsumerRecord<byte[], byte[]>, RunningTask> started = new HashMap<>();
        for (Taken task : starting) {
            try {
                started.put(task.record(), task.reported().join());
                source.accept(task.record());
            } catch (CompletionException e) {
                leave(task.record(), e.getCause());
            }
        }
        for (ConsumerRecord<byte[], byte[]> record : source.settle()) {
            RunningTask task = started.get(record);
            if (task != null) {
                threads.execute(() -> runner.carry(task, slots));
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

    private void leave(ConsumerRecord<byte[], byte[]> record, @Nullable Throwable why) {
        if (why instanceof UnreadableMessageException) {
            log.error("task.unreadable {}: {}", place(record), why.getMessage());
            source.refuse(record);
        } else {
            log.warn("task.released {}: {}", place(record), String.valueOf(why));
            source.release(record);
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "topic=" + record.topic() + " partition=" + record.partition() + " offset=" + record.offset();
    }

    /** Ends the loop after this turn; tasks that run go on. A turn isn't broken off: what it has reported as started would wait for its lease's end. */
    void stop() {
        stopping = true;
    }

    /** A record whose task is being reported as started. */
    private record Taken(ConsumerRecord<byte[], byte[]> record, CompletableFuture<RunningTask> reported) {}
}
