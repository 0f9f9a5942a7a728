package dev.longshore.producer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.JobFollower.Entry;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobFollowerTest {
    private static final String TOPIC = "longshore.jobs";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            if (away.get()) {
                unanswered.incrementAndGet();
                throw new TimeoutException("no broker answers");
            }
            return super.partitionsFor(topic);
        }
    };
    private final List<Entry> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Consumer<Entry>> listener = new AtomicReference<>(told::add);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final JobFollower follower = new JobFollower(Settings.of("host:9092"), kafka, entry -> listener.get().accept(entry), now::get);

    JobFollowerTest() {
        partitions(2);
        for (TopicPartition partition : List.of(FIRST, SECOND)) {
            kafka.updateBeginningOffsets(Map.of(partition, 0L));
            kafka.updateEndOffsets(Map.of(partition, 0L));
        }
    }

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void itTellsEachJobWithItsPlaceAndTime() {
        follower.begin(new Start.End());
        publish(FIRST, 0, JobCodec.write(job("a")));
        publish(SECOND, 7, JobCodec.write(job("b")));
        await().until(() -> told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder(new Entry(job("a"), FIRST, 0, NOON), new Entry(job("b"), SECOND, 7, NOON));
    }

    @Test
    void whatWorkersWouldNotTakeIsPassedOver() {
        follower.begin(new Start.End());
        publish(FIRST, 0, "{\"cancel\":\"a\"}".getBytes(StandardCharsets.UTF_8));
        publish(FIRST, 1, "nonsense".getBytes(StandardCharsets.UTF_8));
        publish(FIRST, 2, null);
        publish(FIRST, 3, "{\"jobId\":\"a\",\"mediaFilePath\":\"/a\",\"colour\":1}".getBytes(StandardCharsets.UTF_8));
        publish(FIRST, 4, JobCodec.write(job("a")));
        await().until(() -> !told.isEmpty());
        assertThat(told).extracting(Entry::offset).containsExactly(4L);
        assertThat(follower.ended()).isNotDone();
    }

    @Test
    void itHasCaughtUpWhenAllThatWasThereHasBeenTold() throws Exception {
        kafka.updateEndOffsets(Map.of(FIRST, 1L, SECOND, 2L));
        follower.begin(new Start.Beginning());
        publish(FIRST, 0, JobCodec.write(job("a")));
        publish(SECOND, 0, JobCodec.write(job("b")));
        await().until(() -> told.size() == 2);
        assertThat(follower.caughtUp()).isNotDone();
        publish(SECOND, 1, JobCodec.write(job("c")));
        follower.caughtUp().get();
        assertThat(told).extracting(entry -> entry.job().jobId()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void partitionsAddedLaterAreReadFromTheirBeginning() {
        follower.begin(new Start.End());
        TopicPartition added = new TopicPartition(TOPIC, 2);
        kafka.updateBeginningOffsets(Map.of(added, 0L));
        kafka.updateEndOffsets(Map.of(added, 1L));
        partitions(3);
        now.set(Instant.EPOCH.plus(Partitions.REFRESH_INTERVAL));
        await().until(() -> kafka.assignment().contains(added));
        publish(added, 0, JobCodec.write(job("a")));
        await().until(() -> told.contains(new Entry(job("a"), added, 0, NOON)));
    }

    @Test
    void aClusterThatGoesAwayForAWhileIsWaitedFor() {
        follower.begin(new Start.End());
        away.set(true);
        now.set(Instant.EPOCH.plus(Partitions.REFRESH_INTERVAL));
        await().until(() -> unanswered.get() > 0);
        away.set(false);
        publish(FIRST, 0, JobCodec.write(job("a")));
        await().until(() -> !told.isEmpty());
        assertThat(follower.ended()).isNotDone();
    }

    @Test
    void whatTheBrokerForbidsEndsItWithTheTopicsName() {
        follower.begin(new Start.End());
        kafka.setPollException(new TopicAuthorizationException(Set.of(TOPIC)));
        assertThatThrownBy(() -> follower.ended().get()).cause()
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(TOPIC)
                .extracting(e -> ((ClusterException) e).problem())
                .isEqualTo(ClusterException.Problem.REFUSED);
        await().until(kafka::closed);
    }

    @Test
    void whoEndsBeforeItHasCaughtUpSaysSo() {
        kafka.updateEndOffsets(Map.of(FIRST, 1L));
        follower.begin(new Start.Beginning());
        follower.close();
        assertThat(follower.caughtUp()).isCompletedExceptionally();
        assertThat(follower.ended()).isCompletedWithValue(null);
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void whatTheListenerThrowsEndsIt() {
        IllegalStateException full = new IllegalStateException("no room");
        listener.set(_ -> {
            throw full;
        });
        follower.begin(new Start.End());
        publish(FIRST, 0, JobCodec.write(job("a")));
        assertThatThrownBy(() -> follower.ended().get()).cause().isSameAs(full);
        await().until(kafka::closed);
    }

    @Test
    void theListenerMayCloseIt() throws Exception {
        listener.set(entry -> {
            told.add(entry);
            follower.close();
        });
        follower.begin(new Start.End());
        publish(FIRST, 0, JobCodec.write(job("a")));
        follower.ended().get();
        await().until(kafka::closed);
        assertThat(told).hasSize(1);
    }

    @Test
    void aMissingTopicIsNamedBeforeAnythingIsRead() {
        partitions(0);
        assertThatThrownBy(() -> follower.begin(new Start.Beginning()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(TOPIC);
        assertThat(kafka.closed()).isTrue();
    }

    private static UploadJob job(String id) {
        return UploadJob.of(id, "/" + id + ".mp4");
    }

    private void partitions(int count) {
        kafka.updatePartitions(TOPIC, IntStream.range(0, count).mapToObj(i -> new PartitionInfo(TOPIC, i, null, null, null)).toList());
    }

    private void publish(TopicPartition partition, long offset, byte @Nullable [] value) {
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>(
                TOPIC, partition.partition(), offset, NOON.toEpochMilli(), TimestampType.CREATE_TIME, 0, 0, null, value,
                new RecordHeaders(), Optional.empty())));
    }
}
