package dev.longshore.worker.uploader;

import dev.longshore.wire.Topics;
import dev.longshore.worker.time.Sleeper;
import dev.longshore.worker.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploader role of a worker: a loop for each queue; first and further slices share their slots, closings have their own. */
public final class Uploader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Uploader.class);

    private final UploaderSettings settings;
    private final LongSupplier nanos;
    private final TaskRunner runner;
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private final List<TaskLoop> loops;
    private final List<Thread> threads;

    /**
     * @param sources opens a queue; is told how many of the tasks that are carried are expected to end within a moment
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public Uploader(
            UploaderSettings settings,
            Topics topics,
            UploaderGroups groups,
            BiFunction<TaskQueue, IntSupplier, TaskSource> sources,
            Reporter reporter,
            Steps steps,
            LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.runner = new TaskRunner(settings, steps, reporter, nanos, Ticker.onThread("heartbeats"));
        Slots sliceSlots = new Slots(settings.slots(), nanos);
        Slots closingSlots = new Slots(settings.closingSlots(), nanos);
        int many = settings.maxPollRecords();
        TaskQueue first = new TaskQueue(groups.slices(), topics.slices(), many);
        // Further slices of large files: one at a time, so that a file is divided among all workers.
        TaskQueue further = new TaskQueue(groups.resumes(), topics.resumes(), 1);
        TaskQueue closing = new TaskQueue(groups.closings(), topics.closings(), many);
        this.loops = List.of(
                new TaskLoop(sources.apply(first, sliceSlots::endSoon), runner, sliceSlots, tasks, Sleeper.REAL),
                new TaskLoop(sources.apply(further, sliceSlots::endSoon), runner, sliceSlots, tasks, Sleeper.REAL),
                new TaskLoop(sources.apply(closing, closingSlots::endSoon), runner, closingSlots, tasks, Sleeper.REAL));
        List<String> names = List.of("slices", "resumes", "closings");
        this.threads = IntStream.range(0, names.size())
                .mapToObj(queue -> Thread.ofPlatform().name(names.get(queue)).unstarted(loops.get(queue)))
                .toList();
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
        loops.forEach(TaskLoop::stop);
        runner.stop();
        long until = nanos.getAsLong() + settings.stopGrace().toNanos();
        try {
            // What a loop has just taken is handed back, too: only then no further task comes.
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, until - nanos.getAsLong())));
            }
            tasks.shutdown();
            if (!tasks.awaitTermination(until - nanos.getAsLong(), TimeUnit.NANOSECONDS)) {
                log.warn("stop.grace.over tasks={}: their leases will expire", runner.running());
                tasks.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runner.close();
    }
}
