package dev.longshore.worker.metrics.kafka;

import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.Metric;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.KafkaMetric;

/** Counts deliveries, those that come again, and what is given back. */
public final class MeteredShareConsumer<K, V> implements ShareConsumer<K, V> {
    private final ShareConsumer<K, V> consumer;
    private final Meters meters;
    private final UnaryOperator<String> queue;

    /** @param queue a topic's short name */
    public MeteredShareConsumer(ShareConsumer<K, V> consumer, Meters meters, UnaryOperator<String> queue) {
        this.consumer = consumer;
        this.meters = meters;
        this.queue = queue;
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        ConsumerRecords<K, V> records = consumer.poll(timeout);
        for (ConsumerRecord<K, V> record : records) {
            boolean again = record.deliveryCount().map(count -> count > 1).orElse(false);
            meters.counter(Metric.DELIVERIES, queue.apply(record.topic()), again ? "again" : "first").increment();
        }
        return records;
    }

    @Override
    public void acknowledge(ConsumerRecord<K, V> record) {
        consumer.acknowledge(record);
    }

    @Override
    public void acknowledge(ConsumerRecord<K, V> record, AcknowledgeType type) {
        consumer.acknowledge(record, type);
        count(record.topic(), type);
    }

    @Override
    public void acknowledge(String topic, int partition, long offset, AcknowledgeType type) {
        consumer.acknowledge(topic, partition, offset, type);
        count(topic, type);
    }

    private void count(String topic, AcknowledgeType type) {
        if (type == AcknowledgeType.RELEASE) {
            meters.counter(Metric.RELEASES, queue.apply(topic)).increment();
        }
    }

    @Override
    public Set<String> subscription() {
        return consumer.subscription();
    }

    @Override
    public void subscribe(Collection<String> topics) {
        consumer.subscribe(topics);
    }

    @Override
    public void unsubscribe() {
        consumer.unsubscribe();
    }

    @Override
    public Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
        return consumer.commitSync();
    }

    @Override
    public Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration timeout) {
        return consumer.commitSync(timeout);
    }

    @Override
    public void commitAsync() {
        consumer.commitAsync();
    }

    @Override
    public void setAcknowledgementCommitCallback(AcknowledgementCommitCallback callback) {
        consumer.setAcknowledgementCommitCallback(callback);
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return consumer.clientInstanceId(timeout);
    }

    @Override
    public Optional<Integer> acquisitionLockTimeoutMs() {
        return consumer.acquisitionLockTimeoutMs();
    }

    @Override
    public Map<MetricName, ? extends org.apache.kafka.common.Metric> metrics() {
        return consumer.metrics();
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        consumer.registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        consumer.unregisterMetricFromSubscription(metric);
    }

    @Override
    public void close() {
        consumer.close();
    }

    @Override
    public void close(Duration timeout) {
        consumer.close(timeout);
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }
}
