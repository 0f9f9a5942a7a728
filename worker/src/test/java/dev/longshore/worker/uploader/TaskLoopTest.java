package dev.longshore.worker.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.uploader.StepOutcome.SliceDone;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which tasks a loop takes, accepts and runs; the share consumer is played, the threads are real. See EarlyAcceptTest for a real broker. */
class TaskLoopTest {
    private static final String TOPIC = "slices";
    private static final int LOCK_MILLIS = 30_000;

    private final AtomicLong clock = new AtomicLong();
    private final Queue queue = new Queue();
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> run = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TaskRunner runner = new TaskRunner(
            new UploaderSettings("worker-1", 8, 4, 4, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(1)),
            (task, _) -> carried(task),
            this::report,
            clock::get,
            (_, _) -> () -> {});

    @AfterEach
    void stop() throws InterruptedException {
        mayEnd.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        runner.close();
    }

    @Test
    void tasksThatAreTakenTogetherAreReportedAcceptedTogetherAndRun() throws InterruptedException {
        TaskLoop loop = loop(new Slots(8, clock::get));
        queue.hasNext("a", "b", "c");

        loop.turn();

        assertThat(reports).allMatch(report -> report instanceof Report.Started).hasSize(3);
        assertThat(queue.answers).containsOnly(Map.entry("a", AcknowledgeType.ACCEPT), Map.entry("b", AcknowledgeType.ACCEPT),
                Map.entry("c", AcknowledgeType.ACCEPT));
        assertThat(queue.commits).isEqualTo(1);
        ended();
        assertThat(run).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void noMoreTasksAreTakenThanSlotsAndOneBatch() throws InterruptedException {
        TaskLoop loop = loop(new Slots(2, clock::get));
        queue.hasNext("a", "b", "c", "d");
        loop.turn();
        awaitRunning(4);
        queue.hasNext("e");

        loop.turn();

        assertThat(queue.polls).isEqualTo(1);
        ended();
        assertThat(run).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void aTaskThatFindsNoSlotIsHandedBack() throws InterruptedException {
        TaskLoop loop = loop(new Slots(1, clock::get));
        queue.hasNext("a", "b");
        loop.turn();
        awaitRunning(2);

        clock.addAndGet(TaskRunner.LONGEST_WAIT.toNanos());

        await(() -> reports.stream().anyMatch(report -> report instanceof Report.HandedBack));
        assertThat(run).as("the one in the slot goes on").hasSize(1);
        assertThat(reports).filteredOn(report -> report instanceof Report.HandedBack)
                .singleElement()
                .satisfies(report -> assertThat(run).doesNotContain(report.task().jobId()));
    }

    @Test
    void aWorkerThatStopsHandsBackWhatWaitsAtOnce() throws InterruptedException {
        TaskLoop loop = loop(new Slots(1, clock::get));
        queue.hasNext("a", "b");
        loop.turn();
        awaitRunning(2);

        runner.stop();

        await(() -> reports.stream().anyMatch(report -> report instanceof Report.HandedBack));
    }

    @Test
    void aTaskThatIsTakenWhileTheWorkerStopsIsHandedBack() throws InterruptedException {
        runner.stop();
        queue.hasNext("a");

        loop(new Slots(8, clock::get)).turn();

        ended();
        assertThat(run).isEmpty();
        assertThat(reports).hasExactlyElementsOfTypes(Report.Started.class, Report.HandedBack.class);
    }

    /** The fetch of a poll that came back empty is still under way, and what it acquires must not lie in the client until its lock ends. */
    @Test
    void aLoopThatHasAskedGoesOnAskingThoughAnotherHasTakenTheLastSlot() throws InterruptedException {
        Slots shared = new Slots(1, clock::get);
        TaskLoop loop = loop(shared);
        queue.hasNext();
        loop.turn();
        assertThat(shared.enter(Duration.ZERO, () -> true)).isTrue();
        queue.hasNext("late");

        loop.turn();

        assertThat(queue.polls).isEqualTo(2);
        assertThat(queue.answers).containsEntry("late", AcknowledgeType.ACCEPT);
        shared.leave();
        ended();
        assertThat(run).containsExactly("late");
    }

    @Test
    void aTaskWhoseReportIsRefusedIsReleasedAndTheOthersRun() throws InterruptedException {
        refused.add("b");
        queue.hasNext("a", "b", "c");

        loop(new Slots(8, clock::get)).turn();

        assertThat(queue.answers).containsEntry("a", AcknowledgeType.ACCEPT)
                .containsEntry("b", AcknowledgeType.RELEASE)
                .containsEntry("c", AcknowledgeType.ACCEPT);
        ended();
        assertThat(run).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void aTaskThatCanNotBeReadIsReleasedAndTheOthersRun() throws InterruptedException {
        queue.hasNext("a");
        queue.hasAlso("unreadable", new byte[] {'{'});

        loop(new Slots(8, clock::get)).turn();

        assertThat(queue.answers).containsEntry("a", AcknowledgeType.ACCEPT).containsEntry("unreadable", AcknowledgeType.RELEASE);
        ended();
        assertThat(run).containsExactly("a");
    }

    @Test
    void nothingRunsWhoseAcceptanceIsRefused() throws InterruptedException {
        queue.commitAnswer = Optional.of(new InvalidRecordStateException("the lock has ended"));
        queue.hasNext("a", "b");

        loop(new Slots(8, clock::get)).turn();

        ended();
        assertThat(run).isEmpty();
    }

    @Test
    void nothingRunsWhoseAcceptanceIsNotAnswered() throws InterruptedException {
        queue.silent = true;
        queue.hasNext("a", "b");

        loop(new Slots(8, clock::get)).turn();

        ended();
        assertThat(run).isEmpty();
    }

    /** The broker says success to whoever accepts a record that somebody else has finished. */
    @Test
    void nothingRunsWhoseAcceptanceWasAnsweredAfterItsLockEnded() throws InterruptedException {
        queue.commitTakes = Duration.ofMillis(LOCK_MILLIS);
        queue.hasNext("a", "b");

        loop(new Slots(8, clock::get)).turn();

        ended();
        assertThat(run).isEmpty();
    }

    @Test
    void tasksThatMayHaveLainInTheClientForLongAreReleased() throws InterruptedException {
        TaskLoop loop = loop(new Slots(8, clock::get));
        clock.addAndGet(Duration.ofMillis(LOCK_MILLIS / 2 + 1).toNanos());
        queue.hasNext("a", "b");

        loop.turn();

        assertThat(queue.answers).containsOnly(Map.entry("a", AcknowledgeType.RELEASE), Map.entry("b", AcknowledgeType.RELEASE));
        assertThat(reports).isEmpty();
    }

    private TaskLoop loop(Slots slots) {
        return new TaskLoop(new ShareTasks(queue, TOPIC, clock::get), runner, slots, threads, _ -> {});
    }

    private CompletableFuture<Void> report(Report report) {
        if (refused.contains(report.task().jobId())) {
            return CompletableFuture.failedFuture(new KafkaException("not durable"));
        }
        reports.add(report);
        return CompletableFuture.completedFuture(null);
    }

    private StepOutcome carried(Task task) {
        run.add(task.id().jobId());
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new SliceDone(null, null);
    }

    private static Task slice(String jobId) {
        return new Task.Slice(new TaskId(jobId, 1, 1), UploadJob.builder(jobId, "/media/clip.mp4").build(), 1, null, null, 1, 4, 20_000);
    }

    private void ended() throws InterruptedException {
        mayEnd.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Until so many tasks are with the runner, be it in a slot or waiting for one. */
    private void awaitRunning(int tasks) {
        await(() -> runner.running() == tasks && !run.isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time").isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    /** A share consumer whose polls and answers the test decides. */
    private final class Queue extends MockShareConsumer<byte[], byte[]> {
        private final Deque<List<ConsumerRecord<byte[], byte[]>>> next = new ArrayDeque<>();
        private final Map<String, AcknowledgeType> answers = new LinkedHashMap<>();
        private final Map<Long, String> names = new LinkedHashMap<>();
        private Optional<KafkaException> commitAnswer = Optional.empty();
        private Duration commitTakes = Duration.ZERO;
        private boolean silent;
        private int polls;
        private int commits;

        void hasNext(String... jobIds) {
            next.add(new ArrayList<>());
            for (String jobId : jobIds) {
                hasAlso(jobId, StepCodec.write(slice(jobId)));
            }
        }

        void hasAlso(String name, byte[] value) {
            long offset = names.size();
            names.put(offset, name);
            next.getLast().add(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], value));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls++;
            List<ConsumerRecord<byte[], byte[]>> records = next.isEmpty() ? List.of() : next.remove();
            return records.isEmpty()
                    ? ConsumerRecords.empty()
                    : new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), records), Map.of());
        }

        @Override
        public synchronized void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
            answers.put(String.valueOf(names.get(record.offset())), type);
        }

        @Override
        public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
            commits++;
            clock.addAndGet(commitTakes.toNanos());
            return silent ? Map.of() : Map.of(new TopicIdPartition(Uuid.ONE_UUID, 0, TOPIC), commitAnswer);
        }

        @Override
        public Optional<Integer> acquisitionLockTimeoutMs() {
            return Optional.of(LOCK_MILLIS);
        }
    }
}
