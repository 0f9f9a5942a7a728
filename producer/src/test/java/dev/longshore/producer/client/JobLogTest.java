package dev.longshore.producer.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
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
    private static final TopicPartition JOBS = new TopicPartition("longshore.jobs", 0);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private long next;

    @Test
    void theOldestRecordOfEachWantedJobIsFoundWithItsReplyHeaders() {
        UploadJob first = UploadJob.of("a", "/a.mp4");
        kafka.updatePartitions(JOBS.topic(), List.of(new PartitionInfo(JOBS.topic(), 0, null, null, null)));
        kafka.updateBeginningOffsets(Map.of(JOBS, 0L));
        kafka.updateEndOffsets(Map.of(JOBS, 5L));
        publish(JobCodec.write(UploadJob.of("a", "/other.mp4")), 2000);
        publish(JobCodec.write(first), 1000);
        publish("nonsense".getBytes(StandardCharsets.UTF_8), 1000);
        publish("{\"cancel\":\"a\"}".getBytes(StandardCharsets.UTF_8), 100);
        publish(JobCodec.write(UploadJob.of("b", "/b.mp4")), 3000);
        Map<String, JobLog.PublishedJob> found = JobLog.find(Settings.of("host:9092"), kafka, Set.of("a", "nowhere"));
        assertThat(found).containsOnlyKeys("a");
        assertThat(found.get("a").value()).isEqualTo(JobCodec.write(first));
        assertThat(found.get("a").headers()).containsOnlyKeys("kafka_replyTopic");
    }

    private void publish(byte[] value, long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("kafka_replyTopic", new byte[] {1});
        headers.add("other", new byte[] {2});
        long offset = next++;
        kafka.schedulePollTask(() -> kafka.addRecord(new ConsumerRecord<>(
                JOBS.topic(), 0, offset, timestamp, TimestampType.CREATE_TIME, 0, value.length, null, value, headers, Optional.empty())));
    }
}
