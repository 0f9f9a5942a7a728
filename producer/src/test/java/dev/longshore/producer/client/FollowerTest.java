package dev.longshore.producer.client;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.wire.OutcomeCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private static final TopicPartition STATUS = new TopicPartition("longshore.status", 0);
    private static final TopicPartition RESULTS = new TopicPartition("longshore.results", 0);
    private static final TopicPartition ERRORS = new TopicPartition("longshore.errors", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Follower follower = new Follower(Settings.of("host:9092"), kafka, (event, _) -> events.add(event), now::get);

    FollowerTest() {
        for (TopicPartition partition : List.of(STATUS, RESULTS, ERRORS)) {
            partitions(partition.topic(), 1);
            kafka.updateBeginningOffsets(Map.of(partition, 0L));
            kafka.updateEndOffsets(Map.of(partition, 0L));
        }
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void itTellsStatesAndOutcomesAndCompletesFutures() throws Exception {
        follower.begin(new Start.End());
        CompletableFuture<Outcome> a = follower.outcome("a");
        publish(STATUS, 0, OutcomeCodec.write(status("a", JobState.UPLOADING, 1, 1, 2)));
        publish(RESULTS, 0, OutcomeCodec.write(result("a", 1)));
        publish(ERRORS, 0, OutcomeCodec.write(error("b", ErrorCode.SOURCE_EMPTY, 1)));
        Map<String, Outcome> outcomes = follower.await(List.of("a", "b", "a"), Duration.ofSeconds(10));
        assertThat(outcomes).containsOnlyKeys("a", "b");
        assertThat(Objects.requireNonNull(outcomes.get("b")).succeeded()).isFalse();
        assertThat(a).isCompleted();
        assertThat(events)
                .contains(new Event.CaughtUp(), new Event.Progressed(status("a", JobState.UPLOADING, 1, 1, 2)),
                        new Event.Ended(new Outcome.Succeeded(result("a", 1))));
    }

    @Test
    void awaitReturnsWhatEndedInTime() throws Exception {
        follower.begin(new Start.End());
        publish(RESULTS, 0, OutcomeCodec.write(result("a", 1)));
        follower.outcome("a").get();
        assertThat(follower.await(List.of("a", "never"), Duration.ofMillis(1))).containsOnlyKeys("a");
    }

    @Test
    void fromTheBeginningItJudgesOnlyWhenItHasCaughtUp() throws Exception {
        kafka.updateEndOffsets(Map.of(ERRORS, 1L, STATUS, 1L));
        CompletableFuture<Outcome> a = follower.outcome("a");
        follower.begin(new Start.Beginning());
        publish(ERRORS, 0, OutcomeCodec.write(error("a", ErrorCode.SOURCE_NOT_FOUND, 1)));
        await().until(() -> events.size() == 1);
        assertThat(a).isNotDone();
        assertThat(follower.caughtUp()).isNotDone();
        publish(STATUS, 0, OutcomeCodec.write(status("a", JobState.QUEUED, 2, 0, 0)));
        follower.caughtUp().get();
        assertThat(a).isNotDone();
        publish(RESULTS, 0, OutcomeCodec.write(result("a", 2)));
        assertThat(a.get().run()).isEqualTo(2);
    }

    @Test
    void fromPositionsItGoesOnWhereAnEarlierOneStood() {
        kafka.updateEndOffsets(Map.of(RESULTS, 2L));
        follower.begin(new Start.Positions(Map.of(RESULTS, 1L)));
        assertThat(follower.positions()).containsEntry(RESULTS, 1L).containsEntry(STATUS, 0L);
        publish(RESULTS, 1, OutcomeCodec.write(result("b", 1)));
        await().until(() -> Objects.equals(follower.positions().get(RESULTS), 2L));
        assertThat(events).contains(new Event.Ended(new Outcome.Succeeded(result("b", 1))));
    }

    @Test
    void aForeignRecordIsToldAndSkipped() throws Exception {
        follower.begin(new Start.End());
        publish(RESULTS, 0, "oops".getBytes(StandardCharsets.UTF_8));
        publish(RESULTS, 1, "{}".getBytes(StandardCharsets.UTF_8));
        publish(STATUS, 0, "{\"jobId\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        publish(ERRORS, 0, "[]".getBytes(StandardCharsets.UTF_8));
        publish(STATUS, 1, null);
        publish(RESULTS, 2, OutcomeCodec.write(result("a", 1)));
        follower.outcome("a").get();
        await().untilAsserted(
                () -> assertThat(events.stream().filter(Event.Unreadable.class::isInstance).map(e -> ((Event.Unreadable) e).topic()))
                        .containsExactlyInAnyOrder(RESULTS.topic(), RESULTS.topic(), STATUS.topic(), ERRORS.topic()));
    }

    @Test
    void partitionsAddedLaterAreReadFromTheirBeginning() throws Exception {
        follower.begin(new Start.End());
        TopicPartition added = new TopicPartition(RESULTS.topic(), 1);
        kafka.updateBeginningOffsets(Map.of(added, 0L));
        kafka.updateEndOffsets(Map.of(added, 0L));
        partitions(RESULTS.topic(), 2);
        now.set(Instant.EPOCH.plus(Partitions.REFRESH_INTERVAL));
        await().until(() -> kafka.assignment().contains(added));
        publish(added, 0, OutcomeCodec.write(result("a", 1)));
        assertThat(follower.outcome("a").get().succeeded()).isTrue();
    }

    @Test
    void whatCannotHealEndsItAndFailsTheFutures() {
        follower.begin(new Start.End());
        CompletableFuture<Outcome> a = follower.outcome("a");
        kafka.setPollException(new SaslAuthenticationException("bad password"));
        assertThatThrownBy(a::get).cause().isInstanceOf(ClusterException.class).hasMessageContaining("bad password");
        assertThatThrownBy(() -> follower.await(List.of("b"), Duration.ofSeconds(1))).isInstanceOf(ClusterException.class);
        await().until(kafka::closed);
    }

    @Test
    void missingTopicsAreNamedBeforeAnythingIsRead() {
        partitions(RESULTS.topic(), 0);
        assertThatThrownBy(() -> follower.begin(new Start.End()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(RESULTS.topic())
                .hasMessageContaining("prefix");
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void closingItFailsWhatIsStillAwaited() {
        follower.begin(new Start.End());
        CompletableFuture<Outcome> a = follower.outcome("a");
        follower.close();
        assertThat(a).isCompletedExceptionally();
        assertThat(kafka.closed()).isTrue();
    }

    private void partitions(String topic, int count) {
        kafka.updatePartitions(topic, IntStream.range(0, count).mapToObj(i -> new PartitionInfo(topic, i, null, null, null)).toList());
    }

    private void publish(TopicPartition partition, long offset, byte @org.jspecify.annotations.Nullable [] value) {
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, value)));
    }
}
