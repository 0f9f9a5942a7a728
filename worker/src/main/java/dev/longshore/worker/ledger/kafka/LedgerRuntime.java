package dev.longshore.worker.ledger.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running ledger of one worker. A stream thread that dies is replaced: what it had not committed is read again. */
public final class LedgerRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LedgerRuntime.class);
    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final KafkaStreams streams;

    public LedgerRuntime(Topology topology, Properties settings) {
        this.streams = new SafelyMeasured(topology, settings);
        streams.setUncaughtExceptionHandler(failure -> {
            log.error("ledger.thread.failed: replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((now, before) -> log.info("ledger.state {} -> {}", before, now));
    }

    public void start() {
        streams.start();
    }

    /** Whether this worker's part of the ledger is up and owns what it was assigned. */
    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    public KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE).withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /**
     * Without RocksDB's own numbers of each store. They are read from native memory at the moment of asking; when a scrape asks while a partition leaves and
     * its store is being closed, the process crashes.
     */
    private static final class SafelyMeasured extends KafkaStreams {
        private static final String OF_STORES = "stream-state-metrics";

        SafelyMeasured(Topology topology, Properties settings) {
            super(topology, settings);
        }

        @Override
        public Map<MetricName, ? extends Metric> metrics() {
            Map<MetricName, Metric> safe = new HashMap<>();
            super.metrics().forEach((name, metric) -> {
                if (!name.group().equals(OF_STORES)) {
                    safe.put(name, metric);
                }
            });
            return safe;
        }
    }
}
