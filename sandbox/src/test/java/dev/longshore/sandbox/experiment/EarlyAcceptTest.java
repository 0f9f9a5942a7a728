package dev.longshore.sandbox.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A share group hands tasks out; it doesn't guard them. Every worker here is a JVM of its own. */
class EarlyAcceptTest {
    private static final long LOCK_MS = 2_000;
    private static final long LONG_WORK_MS = 600_000;
    private static final Duration LONGER_THAN_THE_LOCK = Duration.ofMillis(2 * LOCK_MS);
    private static final int WINDOW = 100;

    @TempDir
    Path dir;

    private static KafkaCluster cluster;
    private ShareSetup setup;
    private Journal journal;

    @BeforeAll
    static void startBroker() {
        cluster = KafkaCluster.start(KafkaClusterSettings.oneNode()
                .withBrokerSetting("group.share.partition.max.record.locks", Integer.toString(WINDOW)));
    }

    @AfterAll
    static void stopBroker() {
        cluster.close();
    }

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        setup = new ShareSetup(cluster.bootstrapServers(), test.getTestMethod().orElseThrow().getName());
        setup.create(LOCK_MS);
        journal = new Journal(setup);
    }

    @AfterEach
    void end() {
        journal.close();
    }

    @Test
    void an_accepted_task_is_never_handed_out_again_whatever_becomes_of_its_worker_and_of_the_broker() throws Exception {
        try (JavaProcess first = worker("first", 4)) {
            List<TestTask> tasks = publish(4, LONG_WORK_MS);
            within().until(() -> journal.read(ShareSetup.ACCEPTED).size() == tasks.size());
            try (JavaProcess second = worker("second", 4)) {
                noTaskIsStartedTwice();
                first.kill();
                noTaskIsStartedTwice();
                cluster.node(1).kill();
                cluster.node(1).restart();
                journal.publish(TestTask.of("after-the-restart", 0));
                within().until(() -> !journal.read(ShareSetup.DONE, "after-the-restart").isEmpty());
                noTaskIsStartedTwice();
                assertThat(second.isAlive()).isTrue();
            }
        }
        assertThat(journal.read(ShareSetup.STARTED)).hasSize(5);
    }

    @Test
    void a_task_whose_worker_dies_between_started_and_accept_is_handed_out_once_more() throws Exception {
        try (JavaProcess doomed = worker("doomed", 1, "doomed")) {
            journal.publish(new TestTask("torn", 0, TestTask.Trick.DIE_BEFORE_ACCEPT));
            within().until(() -> !doomed.isAlive());
        }
        try (JavaProcess other = worker("other", 1)) {
            within().until(() -> !journal.read(ShareSetup.DONE, "torn").isEmpty());
            assertThat(other.isAlive()).isTrue();
        }
        assertThat(journal.read(ShareSetup.STARTED, "torn"))
                .extracting(Journal.Line::worker, Journal.Line::more)
                .containsExactly(tuple("doomed", "1"), tuple("other", "2"));
    }

    @Test
    void an_accept_after_somebody_else_finished_the_record_is_answered_with_success() throws Exception {
        journal.publish(TestTask.of("lost", 0));
        try (var holder = holder()) {
            ConsumerRecord<String, String> taken = take(holder);
            try (JavaProcess other = worker("other", 1)) {
                within().until(() -> !journal.read(ShareSetup.DONE, "lost").isEmpty());
                assertThat(other.isAlive()).isTrue();
            }

            holder.acknowledge(taken, AcknowledgeType.ACCEPT);
            assertThat(holder.commitSync().values()).containsExactly(Optional.empty());
        }
        assertThat(journal.read(ShareSetup.ACCEPTED)).extracting(Journal.Line::worker).containsExactly("other");
    }

    @Test
    void a_worker_that_stalls_before_it_accepts_drops_the_task_by_its_own_clock() throws Exception {
        try (JavaProcess late = worker("late", 1, "doomed")) {
            journal.publish(new TestTask("stalled", 2 * LOCK_MS, TestTask.Trick.STALL_BEFORE_ACCEPT));
            within().until(() -> !journal.read(ShareSetup.STARTED, "stalled").isEmpty());
            try (JavaProcess other = worker("other", 1)) {
                within().until(() -> !journal.read(ShareSetup.EXPIRED, "stalled").isEmpty());
                within().until(() -> !journal.read(ShareSetup.DONE, "stalled").isEmpty());
                assertThat(late.isAlive() && other.isAlive()).isTrue();
            }
        }
        assertThat(journal.read(ShareSetup.EXPIRED)).extracting(Journal.Line::worker).containsOnly("late");
        assertThat(journal.read(ShareSetup.ACCEPTED)).extracting(Journal.Line::worker).containsExactly("other");
    }

    @Test
    void an_accept_that_meets_a_dead_broker_is_never_answered_with_success_and_the_task_comes_again() throws Exception {
        journal.publish(TestTask.of("cut-off", 0));
        try (var holder = holder()) {
            ConsumerRecord<String, String> taken = take(holder);
            cluster.node(1).kill();
            holder.acknowledge(taken, AcknowledgeType.ACCEPT);
            assertThat(holder.commitSync(Duration.ofSeconds(5)).values()).doesNotContain(Optional.empty());
        } finally {
            cluster.node(1).restart();
        }
        try (JavaProcess other = worker("other", 1)) {
            within().until(() -> !journal.read(ShareSetup.DONE, "cut-off").isEmpty());
            assertThat(other.isAlive()).isTrue();
        }
    }

    @Test
    void one_consumer_fills_more_slots_than_the_partitions_window_holds_records() throws Exception {
        int running = WINDOW + WINDOW / 2;
        try (JavaProcess worker = worker("wide", running)) {
            publish(running + 1, LONG_WORK_MS);
            within().until(() -> journal.read(ShareSetup.ACCEPTED).size() == running);
            assertThat(worker.isAlive()).isTrue();
            try (JavaProcess neighbour = worker("neighbour", 1)) {
                // A worker without a free slot holds nothing back from others.
                within().until(() -> journal.read(ShareSetup.ACCEPTED).size() == running + 1);
                assertThat(neighbour.isAlive()).isTrue();
            }
        }
        assertThat(journal.read(ShareSetup.DONE)).isEmpty();
        assertThat(journal.read(ShareSetup.REFUSED)).isEmpty();
    }

    private KafkaShareConsumer<String, String> holder() {
        var holder = new KafkaShareConsumer<>(
                ShareWorker.consumerConfig(setup, 1), new StringDeserializer(), new StringDeserializer());
        holder.subscribe(List.of(setup.tasks()));
        return holder;
    }

    private static ConsumerRecord<String, String> take(KafkaShareConsumer<String, String> holder) {
        return within()
                .until(() -> holder.poll(ShareWorker.POLL), found -> !found.isEmpty())
                .iterator()
                .next();
    }

    private void noTaskIsStartedTwice() {
        await().atMost(LONGER_THAN_THE_LOCK.multipliedBy(3)).during(LONGER_THAN_THE_LOCK).until(() -> {
            var started = journal.read(ShareSetup.STARTED).stream().map(Journal.Line::task).toList();
            return started.size() == started.stream().collect(Collectors.toSet()).size();
        });
    }

    private List<TestTask> publish(int count, long workMs) throws Exception {
        List<TestTask> tasks = IntStream.range(0, count).mapToObj(i -> TestTask.of("task-" + i, workMs)).toList();
        for (TestTask task : tasks) {
            journal.publish(task);
        }
        return tasks;
    }

    private JavaProcess worker(String name, int slots, String... more) {
        JavaProcess worker = JavaProgram.ofClass(name, ShareWorker.class)
                .heap("64m")
                .jvm("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .args(setup.bootstrap(), setup.run(), name, Integer.toString(slots))
                .args(more)
                .grace(Duration.ZERO)
                .start(dir.resolve(name + ".log"));
        worker.await(Duration.ofSeconds(30)).logLine("ready");
        return worker;
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(40));
    }
}
