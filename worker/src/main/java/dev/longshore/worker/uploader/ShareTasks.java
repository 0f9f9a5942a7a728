package dev.longshore.worker.uploader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks of a share group: one queue for all workers. See docs/adr/0001 for what its locks and answers are worth.
 *
 * <p>A poll that came back empty leaves a fetch at the broker, which may still acquire records. So whoever has begun to poll must go on until something
 * comes, even when the last slot was taken meanwhile: else those records would lie in this client until their locks end.
 */
public final class ShareTasks implements TaskSource {
    private static final Logger log = LoggerFactory.getLogger(ShareTasks.class);

    /** Well below {@code fetch.max.wait.ms}: a stock client that was sent a lone commit marker fetches again only when it is polled again. */
    private static final Duration POLL = Duration.ofMillis(100);

    /** Until the broker has told its own: the shortest that it allows by default. */
    private static final int LEAST_LOCK_MILLIS = 15_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final LongSupplier nanos;
    private final List<ConsumerRecord<byte[], byte[]>> accepted = new ArrayList<>();
    private long lastPollEnded;
    /** No record of the last poll can have been acquired before; the client may fetch without being asked, so the locks may be as old. */
    private long acquiredAfter;
    /** Whether a fetch may be under way. */
    private boolean asked;

    /**
     * @param consumer with explicit acknowledgement, which never takes more records than the queue allows; closed with this
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public ShareTasks(ShareConsumer<byte[], byte[]> consumer, String topic, LongSupplier nanos) {
        this.consumer = consumer;
        this.topic = topic;
        this.nanos = nanos;
        this.lastPollEnded = nanos.getAsLong();
        this.acquiredAfter = lastPollEnded;
    }

    @Override
    public void open() {
        consumer.subscribe(List.of(topic));
    }

    @Override
    public boolean asked() {
        return asked;
    }

    /** Nothing to do: the client's own thread keeps the membership. */
    @Override
    public void idle() {}

    @Override
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        acquiredAfter = lastPollEnded;
        asked = true;
        accepted.clear();
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        consumer.poll(POLL).forEach(taken::add);
        lastPollEnded = nanos.getAsLong();
        asked = taken.isEmpty();
        return taken;
    }

    @Override
    public boolean fresh() {
        return held() <= lockNanos() / 2;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
        accepted.add(record);
    }

    @Override
    public void release(ConsumerRecord<byte[], byte[]> record) {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
    }

    /** Another worker may be newer and read it. The broker archives it after some deliveries. */
    @Override
    public void refuse(ConsumerRecord<byte[], byte[]> record) {
        release(record);
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> settle() {
        Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync();
        List<ConsumerRecord<byte[], byte[]>> own = accepted.stream().filter(record -> isOwn(record, answers)).toList();
        if (own.size() < accepted.size()) {
            log.warn("accept.failed topic={} tasks={} answers={}: left to others", topic, accepted.size() - own.size(), answers);
        }
        return own;
    }

    /**
     * Whether the broker has taken the acceptance. No answer is not success, and success in time only: for a record that somebody else has finished
     * meanwhile the broker answers success, too.
     */
    private boolean isOwn(ConsumerRecord<byte[], byte[]> record, Map<TopicIdPartition, Optional<KafkaException>> answers) {
        for (Map.Entry<TopicIdPartition, Optional<KafkaException>> answer : answers.entrySet()) {
            boolean its = answer.getKey().topic().equals(record.topic()) && answer.getKey().partition() == record.partition();
            if (its && answer.getValue().isEmpty() && held() < lockNanos()) {
                return true;
            }
        }
        return false;
    }

    private long held() {
        return nanos.getAsLong() - acquiredAfter;
    }

    private long lockNanos() {
        return TimeUnit.MILLISECONDS.toNanos(consumer.acquisitionLockTimeoutMs().orElse(LEAST_LOCK_MILLIS));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
