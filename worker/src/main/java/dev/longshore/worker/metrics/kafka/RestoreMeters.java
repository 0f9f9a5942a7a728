package dev.longshore.worker.metrics.kafka;

import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Watches state stores being restored. */
public final class RestoreMeters implements StateRestoreListener {
    private final Set<TopicPartition> restoring = ConcurrentHashMap.newKeySet();
    private final Counter restored;

    public RestoreMeters(Meters meters) {
        this.restored = meters.counter(Metric.LEDGER_RESTORED);
        meters.gauge(Metric.LEDGER_RESTORING, restoring::size);
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long startingOffset, long endingOffset) {
        restoring.add(changelog);
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEndOffset, long count) {
        restored.increment(count);
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {
        restoring.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long totalRestored) {
        restoring.remove(changelog);
    }
}
