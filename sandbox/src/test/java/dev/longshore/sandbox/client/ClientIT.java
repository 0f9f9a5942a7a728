package dev.longshore.sandbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.ClusterException;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.JobLog;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.producer.client.UploadHandle;
import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static KafkaCluster cluster;
    private static int series;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Settings settings;
    private PretendLedger ledger;

    @BeforeAll
    static void start() {
        cluster = KafkaCluster.start(KafkaClusterSettings.oneNode());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void ownTopics() throws Exception {
        settings = Settings.of(cluster.bootstrapServers()).withTopicPrefix("series-" + series++ + ".");
        PretendLedger.createTopics(cluster.bootstrapServers(), settings.topics());
        ledger = new PretendLedger(cluster.bootstrapServers(), settings.topics());
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void aSubmittedJobLiesWhereItsAcknowledgementSays() throws Exception {
        UploadJob job = UploadJob.builder("film-1", "/media/film.mp4").mediaName("Harbour 港").build();
        Submitted submitted;
        try (UploadClient client = UploadClient.open(settings)) {
            client.reach();
            submitted = client.publish(job).join();
        }
        ConsumerRecord<String, byte[]> record = recordAt(submitted);
        assertThat(record.key()).isEqualTo("film-1");
        assertThat(JobCodec.read(record.value())).isEqualTo(job);
        assertThat(Instant.ofEpochMilli(record.timestamp())).isEqualTo(submitted.publishedAt());
    }

    @Test
    void manyClientsOfTheSameJobsAllHearTheirEnds() throws Exception {
        List<String> jobIds = IntStream.range(0, 200).mapToObj(i -> "job-" + i).toList();
        List<UploadClient> clients = IntStream.range(0, 3).mapToObj(_ -> UploadClient.open(settings)).toList();
        List<UploadHandle> handles = new ArrayList<>();
        try {
            for (UploadClient client : clients) {
                client.submitAll(jobIds.stream().map(jobId -> UploadJob.of(jobId, "/" + jobId + ".mp4")).toList(), handles::add);
            }
            CompletableFuture.allOf(handles.stream().map(UploadHandle::accepted).toArray(CompletableFuture[]::new)).join();
            ledger.commit(() -> jobIds.forEach(jobId -> ledger.queued(jobId, 1)));
            ledger.abort(() -> jobIds.forEach(jobId -> ledger.failed(jobId, 1)));
            ledger.commit(() -> jobIds.forEach(jobId -> ledger.succeeded(jobId, "file-" + jobId, 1)));
            for (UploadHandle handle : handles) {
                assertThat(handle.result().get().fileId()).isEqualTo("file-" + handle.jobId());
            }
        } finally {
            clients.forEach(UploadClient::close);
        }
        assertThat(handles).hasSize(600);
    }

    @Test
    void jobsAreFoundAgainAsTheyWerePublished() {
        try (UploadClient client = UploadClient.open(settings)) {
            IntStream.range(0, 50).forEach(i -> client.publish(UploadJob.of("job-" + i, "/" + i + ".mp4")).join());
        }
        var found = JobLog.find(settings, Set.of("job-7", "job-49", "nowhere"));
        assertThat(found).containsOnlyKeys("job-7", "job-49");
        assertThat(found.get("job-7").value()).isEqualTo(JobCodec.write(UploadJob.of("job-7", "/7.mp4")));
    }

    @Test
    void whatWasDecidedInAnAbortedTransactionIsNeverTold() throws Exception {
        try (Follower follower = Follower.start(settings, new Start.End(), events::add)) {
            ledger.abort(() -> ledger.succeeded("a", "never", 1));
            ledger.commit(() -> ledger.succeeded("a", "file-a", 1));
            Map<String, Outcome> outcomes = follower.await(List.of("a"), LIMIT);
            assertThat(outcomes.get("a")).isInstanceOfSatisfying(Outcome.Succeeded.class,
                    it -> assertThat(it.result().fileId()).isEqualTo("file-a"));
        }
        assertThat(events).filteredOn(Event.Ended.class::isInstance).hasSize(1);
    }

    @Test
    void nothingPublishedAfterTheStartIsMissed() throws Exception {
        List<String> jobIds = IntStream.range(0, 1000).mapToObj(i -> "job-" + i).toList();
        try (Follower follower = Follower.start(settings, new Start.End(), events::add)) {
            for (int from = 0; from < jobIds.size(); from += 50) {
                List<String> some = jobIds.subList(from, from + 50);
                ledger.commit(() -> some.forEach(jobId -> {
                    if (jobId.endsWith("7")) {
                        ledger.failed(jobId, 1);
                    } else {
                        ledger.succeeded(jobId, "file-" + jobId, 1);
                    }
                }));
            }
            Map<String, Outcome> outcomes = follower.await(jobIds, LIMIT);
            assertThat(outcomes).hasSize(1000);
            assertThat(outcomes.values()).filteredOn(outcome -> !outcome.succeeded()).hasSize(100);
        }
    }

    @Test
    void historyIsJudgedByTheNewestRun() throws Exception {
        ledger.commit(() -> {
            ledger.failed("again", 1);
            ledger.queued("again", 2);
            ledger.failed("gone", 1);
        });
        try (Follower follower = Follower.open(settings, events::add)) {
            CompletableFuture<Outcome> again = follower.outcome("again");
            CompletableFuture<Outcome> gone = follower.outcome("gone");
            follower.begin(new Start.Beginning());
            follower.caughtUp().get();
            assertThat(gone.get().succeeded()).isFalse();
            assertThat(again).isNotDone();
            ledger.commit(() -> ledger.succeeded("again", "file-2", 2));
            assertThat(again.get().run()).isEqualTo(2);
        }
    }

    @Test
    void fromAnEarlierFollowersPositionsNothingIsToldTwiceOrMissed() throws Exception {
        Map<TopicPartition, Long> positions;
        try (Follower first = Follower.start(settings, new Start.End(), events::add)) {
            ledger.commit(() -> ledger.succeeded("before", "file-1", 1));
            first.await(List.of("before"), LIMIT);
            await().until(() -> first.positions().values().stream().anyMatch(position -> position > 0));
            positions = first.positions();
        }
        ledger.commit(() -> ledger.succeeded("between", "file-2", 1));
        events.clear();
        try (Follower second = Follower.start(settings, new Start.Positions(positions), events::add)) {
            assertThat(second.await(List.of("between"), LIMIT)).containsKey("between");
        }
        assertThat(events).filteredOn(Event.Ended.class::isInstance).hasSize(1);
    }

    @Test
    void sinceAnInstantTellsOnlyWhatCameLater() throws Exception {
        ledger.commit(() -> ledger.succeeded("old", "file-1", 1));
        await().until(() -> Instant.now().toEpochMilli() > newestTimestamp());
        Instant between = Instant.now();
        ledger.commit(() -> ledger.succeeded("new", "file-2", 1));
        try (Follower follower = Follower.start(settings, new Start.Since(between), events::add)) {
            assertThat(follower.await(List.of("new"), LIMIT)).containsKey("new");
            follower.caughtUp().get();
        }
        assertThat(events).filteredOn(Event.Ended.class::isInstance).hasSize(1);
    }

    @Test
    void aBrokerThatIsKilledAndComesBackIsWaitedFor() throws Exception {
        try (Follower follower = Follower.start(settings, new Start.End(), events::add);
                UploadClient client = UploadClient.open(settings)) {
            client.publish(UploadJob.of("a", "/a.mp4")).join();
            ledger.commit(() -> ledger.succeeded("a", "file-a", 1));
            follower.await(List.of("a"), LIMIT);
            cluster.node(1).kill();
            CompletableFuture<Submitted> meanwhile = client.publish(UploadJob.of("b", "/b.mp4"));
            cluster.node(1).restart();
            assertThat(meanwhile.get().jobId()).isEqualTo("b");
            ledger.commit(() -> ledger.succeeded("b", "file-b", 1));
            assertThat(follower.await(List.of("b"), LIMIT)).containsKey("b");
        }
    }

    @Test
    void missingTopicsAreToldApartFromABrokerThatDoesNotAnswer() {
        Settings nowhere = settings.withTopicPrefix("nowhere.").withKafka(Map.of("max.block.ms", "1500", "default.api.timeout.ms", "1500"));
        try (UploadClient client = UploadClient.open(nowhere)) {
            assertProblem(ClusterException.Problem.TOPIC_MISSING, client::reach);
        }
        assertProblem(ClusterException.Problem.TOPIC_MISSING, () -> Follower.start(nowhere, new Start.End(), events::add).close());
        Settings silent = new Settings("127.0.0.1:1", nowhere.kafka(), new Topics());
        try (UploadClient client = UploadClient.open(silent)) {
            assertProblem(ClusterException.Problem.UNREACHABLE, client::reach);
        }
        assertProblem(ClusterException.Problem.UNREACHABLE, () -> Follower.start(silent, new Start.End(), events::add).close());
    }

    private static void assertProblem(ClusterException.Problem problem, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(ClusterException.class, e -> assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem));
    }

    private long newestTimestamp() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PretendLedger.PARTITIONS; i++) {
            partitions.add(new TopicPartition(settings.topics().results(), i));
        }
        long newest = 0;
        try (var consumer = consumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (var record : consumer.poll(Duration.ofSeconds(5))) {
                newest = Math.max(newest, record.timestamp());
            }
        }
        return newest == 0 ? Long.MAX_VALUE : newest;
    }

    private ConsumerRecord<String, byte[]> recordAt(Submitted submitted) {
        TopicPartition partition = new TopicPartition(submitted.topic(), submitted.partition());
        try (var consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, submitted.offset());
            return consumer.poll(LIMIT).iterator().next();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"), new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
