package dev.longshore.worker.uploader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks of a classic consumer group, for brokers without share groups: each worker has some partitions, and acceptance is the commit of an offset.
 *
 * <p>The group's coordinator refuses a commit of whoever is no longer a member, or of an earlier generation: so a worker that was frozen while another
 * took its partitions over accepts nothing. What was polled and not accepted is read again, here or by the partition's next owner. See docs/adr/0003.
 */
public final class ClassicTasks implements TaskSource {
    private static final Logger log = LoggerFactory.getLogger(ClassicTasks.class);

    private static final Duration POLL = Duration.ofMillis(20);

    /** Shorter than a lease: a task that is accepted later has been issued again. */
    private static final Duration COMMIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    /** Where the last poll began, by partition. */
    private final Map<TopicPartition, Long> begin = new HashMap<>();
    /** Where the first released record is: what follows it in its partition can't be accepted, since an offset stands for all before it. */
    private final Map<TopicPartition, Long> released = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> accepted = new ArrayList<>();
    /** Whether nothing is wanted from the partitions. */
    private boolean idle;
    /** A commit was refused, and would be until the group has been divided anew, which happens in polls. */
    private boolean regrouping;

    /** @param consumer without automatic commits, which never takes more records than the queue allows; closed with this */
    public ClassicTasks(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    @Override
    public void open() {
        consumer.subscribe(List.of(topic), new Regrouped());
    }

    /** What is fetched ahead is nobody's until its offset is committed. */
    @Override
    public boolean asked() {
        return false;
    }

    @Override
    public void idle() {
        idle = true;
        rewind(begin);
        consumer.pause(consumer.assignment());
        consumer.poll(POLL);
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        if (regrouping) {
            idle();
            return List.of();
        }
        idle = false;
        rewind(begin);
        consumer.resume(consumer.paused());
        released.clear();
        commits.clear();
        accepted.clear();
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        consumer.poll(POLL).forEach(record -> {
            taken.add(record);
            begin.putIfAbsent(partition(record), record.offset());
        });
        return taken;
    }

    /** Always: whether it came too late is told by the commit. */
    @Override
    public boolean fresh() {
        return true;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (passed(record)) {
            accepted.add(record);
        }
    }

    @Override
    public void release(ConsumerRecord<byte[], byte[]> record) {
        released.putIfAbsent(partition(record), record.offset());
    }

    /** Passed over, since its partition would stand still before it: the ledger issues again what nobody starts. */
    @Override
    public void refuse(ConsumerRecord<byte[], byte[]> record) {
        passed(record);
    }

    private boolean passed(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = partition(record);
        if (released.containsKey(partition)) {
            return false;
        }
        commits.put(partition, new OffsetAndMetadata(record.offset() + 1));
        return true;
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> settle() {
        try {
            if (!commits.isEmpty()) {
                consumer.commitSync(commits, COMMIT);
            }
        } catch (RebalanceInProgressException | CommitFailedException e) {
            regrouping = true;
            log.info("accept.refused topic={} tasks={}: the group is being divided anew", topic, accepted.size());
            rewind(begin);
            return List.of();
        }
        begin.clear();
        rewind(released);
        return List.copyOf(accepted);
    }

    /** Reads again from there, where the partition is still this worker's. */
    private void rewind(Map<TopicPartition, Long> offsets) {
        Set<TopicPartition> own = consumer.assignment();
        offsets.forEach((partition, offset) -> {
            if (own.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
        offsets.clear();
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public void close() {
        try {
            consumer.close();
        } catch (KafkaException e) {
            log.warn("consumer.closed topic={}: {}", topic, e.toString());
        }
    }

    private final class Regrouped implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            regrouping = false;
            if (idle) {
                consumer.pause(added);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {}
    }
}
