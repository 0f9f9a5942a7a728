package dev.longshore.worker.metrics.kafka;

import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.Metric;
import dev.longshore.worker.uploader.TaskSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts deliveries, those that come again (as far as brokers tell), and what is given back. */
public final class MeteredTaskSource implements TaskSource {
    private final TaskSource source;
    private final Meters meters;
    private final String queue;

    /** @param queue the topic's short name */
    public MeteredTaskSource(TaskSource source, Meters meters, String queue) {
        this.source = source;
        this.meters = meters;
        this.queue = queue;
    }

    @Override
    public void open() {
        source.open();
    }

    @Override
    public boolean asked() {
        return source.asked();
    }

    @Override
    public void idle() {
        source.idle();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> records = source.poll();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            boolean again = record.deliveryCount().map(count -> count > 1).orElse(false);
            meters.counter(Metric.DELIVERIES, queue, again ? "again" : "first").increment();
        }
        return records;
    }

    @Override
    public boolean fresh() {
        return source.fresh();
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        source.accept(record);
    }

    @Override
    public void release(ConsumerRecord<byte[], byte[]> record) {
        source.release(record);
        meters.counter(Metric.RELEASES, queue).increment();
    }

    @Override
    public void refuse(ConsumerRecord<byte[], byte[]> record) {
        source.refuse(record);
        meters.counter(Metric.RELEASES, queue).increment();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> settle() {
        return source.settle();
    }

    @Override
    public void close() {
        source.close();
    }
}
