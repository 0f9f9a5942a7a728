package dev.longshore.worker.uploader;

import dev.longshore.wire.Topics;
import dev.longshore.worker.time.Sleeper;
import dev.longshore.worker.time.Ticker;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploader role of a worker: one loop for slices and resumes, one for closings, each with its own slots. */
public final class Uploader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Uploader.class);

    private final UploaderSettings settings;
    private final TaskRunner runner;
    private final ExecutorService slots = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ShareLoop> loops;
    private final List<Thread> threads;

    /**
     * @param consumers makes a consumer for a share group: explicit acknowledgement, one record a poll
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Uploader(
            UploaderSettings settings,
            Topics topics,
            UploaderGroups groups,
            Function<String, ShareConsumer<byte[], byte[]>> consumers,
            Reporter reporter,
            Steps steps,
            LongSupplier nanos) {
        this.settings = settings;
        this.runner = new TaskRunner(settings, steps, reporter, nanos, Ticker.onThread("heartbeats"));
        ShareLoop slices = new ShareLoop(
                consumers.apply(groups.slices()), List.of(topics.slices(), topics.resumes()), runner, settings.slots(), slots, nanos,
                Sleeper.REAL);
        ShareLoop closings =
                new ShareLoop(consumers.apply(groups.closings()), List.of(topics.closings()), runner, settings.closingSlots(), slots, nanos,
                        Sleeper.REAL);
        this.loops = List.of(slices, closings);
        this.threads = List.of(
                Thread.ofPlatform().name("slices").unstarted(slices), Thread.ofPlatform().name("closings").unstarted(closings));
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    public boolean running() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    /** Tasks in slots at this moment. */
    public int busy() {
        return runner.running();
    }

    /** Takes no further task, has running ones hand back, and waits for them at most the stop grace. */
    @Override
    public void close() {
        loops.forEach(ShareLoop::stop);
        runner.stop();
        slots.shutdown();
        try {
            for (Thread thread : threads) {
                thread.join(settings.stopGrace());
            }
            if (!slots.awaitTermination(settings.stopGrace().toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("stop.grace.over tasks={}: their leases will expire", runner.running());
                slots.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runner.close();
    }
}
