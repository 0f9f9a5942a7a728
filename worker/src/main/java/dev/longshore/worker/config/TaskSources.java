package dev.longshore.worker.config;

import dev.longshore.worker.broker.GroupKind;
import dev.longshore.worker.uploader.BatchedTasks;
import dev.longshore.worker.uploader.ClassicTasks;
import dev.longshore.worker.uploader.ShareTasks;
import dev.longshore.worker.uploader.TaskQueue;
import dev.longshore.worker.uploader.TaskSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultShareConsumerFactory;

/** Opens task queues with the groups that the fleet works with. No consumer takes more tasks than its queue says: others would wait for them. */
final class TaskSources {
    /** A worker's partitions are read in turn, so much of each at once. */
    private static final int CLASSIC_FETCH_BYTES = 64 * 1024;

    /** A fetch leaves out the partitions whose records the client still holds, so what follows on these waits until it comes back. */
    private static final Duration CLASSIC_FETCH_WAIT = Duration.ofMillis(50);

    /** Reports may take as long while brokers are away. */
    private static final Duration CLASSIC_POLL_INTERVAL = Duration.ofMinutes(2);

    /** Most tasks taken at once unless they are short. */
    private static final int FEW = 4;

    private final KafkaProperties kafka;
    private final GroupKind kind;
    private final String clientId;
    private final LongSupplier nanos;

    TaskSources(KafkaProperties kafka, GroupKind kind, String clientId, LongSupplier nanos) {
        this.kafka = kafka;
        this.kind = kind;
        this.clientId = clientId;
        this.nanos = nanos;
    }

    /** @param endSoon how many of the tasks that are carried are expected to end within a moment */
    TaskSource open(TaskQueue queue, IntSupplier endSoon) {
        return switch (kind) {
            case SHARE -> shared(queue, endSoon);
            // Two members of a classic group would divide its partitions, and one of them would never ask for its own.
            case CLASSIC -> new ClassicTasks(classic(fewOf(queue)), queue.topic());
        };
    }

    private TaskSource shared(TaskQueue queue, IntSupplier endSoon) {
        TaskQueue few = fewOf(queue);
        if (few.equals(queue)) {
            return new ShareTasks(share(queue), queue.topic(), nanos);
        }
        return new BatchedTasks(
                new ShareTasks(share(few), few.topic(), nanos),
                () -> new ShareTasks(share(queue), queue.topic(), nanos),
                queue.maxPollRecords(),
                endSoon);
    }

    private static TaskQueue fewOf(TaskQueue queue) {
        return new TaskQueue(queue.group(), queue.topic(), Math.min(FEW, queue.maxPollRecords()));
    }

    private ShareConsumer<byte[], byte[]> share(TaskQueue queue) {
        Map<String, Object> settings = new HashMap<>(kafka.buildAdminProperties());
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, KafkaClients.millis(Duration.ofHours(1)));
        limit(settings, queue);
        return new DefaultShareConsumerFactory<>(settings, ByteArrayDeserializer::new, ByteArrayDeserializer::new)
                .createShareConsumer(queue.group(), clientId);
    }

    private Consumer<byte[], byte[]> classic(TaskQueue queue) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, queue.group());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, KafkaClients.millis(KafkaClients.CLASSIC_SESSION));
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, KafkaClients.millis(KafkaClients.CLASSIC_HEARTBEAT));
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, KafkaClients.millis(CLASSIC_POLL_INTERVAL));
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, CLASSIC_FETCH_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, KafkaClients.millis(CLASSIC_FETCH_WAIT));
        limit(settings, queue);
        return new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()).createConsumer();
    }

    private static void limit(Map<String, Object> settings, TaskQueue queue) {
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, queue.maxPollRecords());
    }
}
