package dev.longshore.producer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.JobLog.PublishedJob;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class JobLogTest {
    private static final Settings SETTINGS = Settings.of("host:9092");
    private static final String TOPIC = "longshore.jobs";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final UploadJob A = UploadJob.of("a", "/a.mp4");
    private static final UploadJob B = UploadJob.of("b", "/b.mp4");

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(FIRST, 0L, SECOND, 0L));

    JobLogTest() {
        kafka.updatePartitions(TOPIC,
                List.of(new PartitionInfo(TOPIC, 0, null, null, null), new PartitionInfo(TOPIC, 1, null, null, null)));
        kafka.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        kafka.updateEndOffsets(ends);
    }

    @Test
    void theOldestRecordOfEachWantedJobIsFoundWithItsTimeAndReplyHeaders() {
        publish(FIRST, JobCodec.write(UploadJob.of("a", "/other.mp4")), 2000);
        publish(SECOND, JobCodec.write(A), 1000);
        publish(FIRST, "nonsense".getBytes(StandardCharsets.UTF_8), 1000);
        publish(FIRST, "{\"cancel\":\"a\"}".getBytes(StandardCharsets.UTF_8), 100);
        publish(FIRST, JobCodec.write(B), 3000);
        Map<String, PublishedJob> found = JobLog.find(SETTINGS, kafka, Set.of("a", "nowhere"));
        assertThat(found).containsOnlyKeys("a");
        assertThat(found.get("a").value()).isEqualTo(JobCodec.write(A));
        assertThat(found.get("a").publishedAt()).isEqualTo(Instant.ofEpochMilli(1000));
        assertThat(found.get("a").headers()).containsOnlyKeys("kafka_replyTopic");
    }

    @Test
    void whoWantsNoJobAsksNothing() {
        assertThat(JobLog.find(SETTINGS, kafka, Set.of())).isEmpty();
        assertThat(kafka.assignment()).isEmpty();
    }

    @Test
    void aBrokerThatFallsSilentOnTheWayIsNotWaitedForForEver() {
        publish(FIRST, JobCodec.write(A), 1000);
        kafka.updateEndOffsets(Map.of(FIRST, 2L));
        assertThatThrownBy(() -> JobLog.find(SETTINGS, kafka, Set.of("a")))
                .isInstanceOf(ClusterException.class)
                .extracting(e -> ((ClusterException) e).problem())
                .isEqualTo(ClusterException.Problem.UNREACHABLE);
    }

    @Test
    void aJobIsReadAtItsPlace() {
        publish(SECOND, JobCodec.write(A), 1000);
        publish(SECOND, JobCodec.write(B), 2000);
        PublishedJob found = at(SECOND, 1, "b").orElseThrow();
        assertThat(found.value()).isEqualTo(JobCodec.write(B));
        assertThat(found.publishedAt()).isEqualTo(Instant.ofEpochMilli(2000));
        assertThat(found.headers()).containsOnlyKeys("kafka_replyTopic");
    }

    @Test
    void anotherRecordAtThePlaceIsNotTakenForTheJob() {
        publish(FIRST, JobCodec.write(A), 1000);
        publish(FIRST, "nonsense".getBytes(StandardCharsets.UTF_8), 2000);
        assertThat(at(FIRST, 0, "b")).as("another job").isEmpty();
        assertThat(at(FIRST, 1, "a")).as("no job").isEmpty();
    }

    @Test
    void aPlaceThatTheTopicDoesNotHoldIsEmptyAtOnce() {
        publish(FIRST, JobCodec.write(A), 1000);
        assertThat(at(FIRST, 1, "a")).as("behind the end").isEmpty();
        kafka.updateBeginningOffsets(Map.of(FIRST, 1L));
        assertThat(at(FIRST, 0, "a")).as("deleted since").isEmpty();
    }

    @Test
    void aPlaceWhoseRecordWasCompactedAwayIsEmpty() {
        ends.put(FIRST, 1L);
        publish(FIRST, JobCodec.write(A), 1000);
        assertThat(at(FIRST, 0, "a")).as("the next record stands at 1").isEmpty();
    }

    @Test
    void aBrokerThatDoesNotGiveTheRecordIsNotWaitedForForEver() {
        kafka.updateEndOffsets(Map.of(FIRST, 1L));
        assertThatThrownBy(() -> at(FIRST, 0, "a")).isInstanceOf(ClusterException.class)
                .extracting(e -> ((ClusterException) e).problem())
                .isEqualTo(ClusterException.Problem.UNREACHABLE);
    }

    private Optional<PublishedJob> at(TopicPartition partition, long offset, String jobId) {
        return JobLog.at(SETTINGS, kafka, partition, offset, jobId);
    }

    private void publish(TopicPartition partition, byte[] value, long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("kafka_replyTopic", new byte[] {1});
        headers.add("other", new byte[] {2});
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        kafka.updateEndOffsets(ends);
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>(
                TOPIC, partition.partition(), offset, timestamp, TimestampType.CREATE_TIME, 0, value.length, null, value, headers,
                Optional.empty())));
    }
}
