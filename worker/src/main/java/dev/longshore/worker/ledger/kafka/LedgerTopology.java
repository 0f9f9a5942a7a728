package dev.longshore.worker.ledger.kafka;

import dev.longshore.wire.Topics;
import dev.longshore.worker.ledger.LedgerPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Two sub-topologies. The intake checks jobs, whatever their key and partition, and writes them to {@code admitted} by jobId; the ledger reads
 * {@code admitted} and {@code reports}, which must have equally many partitions, beside its store.
 */
public final class LedgerTopology {
    /** As much as the internal topics take. */
    static final int RECORD_MAX_BYTES = 4 * 1024 * 1024;

    private LedgerTopology() {}

    /** Unobserved. */
    static Topology build(Topics topics, LedgerPolicy policy, Duration commitPause) {
        return build(topics, policy, commitPause, LedgerObserver.NONE);
    }

    /** @param commitPause the least time between commits that the processors ask for; see {@link CommitPacer} */
    public static Topology build(Topics topics, LedgerPolicy policy, Duration commitPause, LedgerObserver observer) {
        StringSerializer key = new StringSerializer();
        ByteArraySerializer value = new ByteArraySerializer();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        // Kafka Streams opens a processor on the thread that runs it.
        Supplier<CommitPacer> pacers = ThreadLocal.withInitial(() -> new CommitPacer(commitPause))::get;
        Topology topology = new Topology();

        topology.addSource(Nodes.JOBS, bytes, bytes, topics.jobs());
        topology.addProcessor(Nodes.INTAKE, () -> new IntakeProcessor(pacers, observer), Nodes.JOBS);
        topology.addSink(Nodes.TO_ADMITTED, topics.admitted(), key, value, Nodes.INTAKE);
        topology.addSink(Nodes.REFUSED, topics.errors(), key, value, Nodes.INTAKE);

        topology.addSource(Nodes.ADMITTED, new StringDeserializer(), bytes, topics.admitted());
        topology.addSource(Nodes.REPORTS, new StringDeserializer(), bytes, topics.reports());
        topology.addProcessor(
                Nodes.LEDGER, () -> new LedgerProcessor(topics, policy, pacers, observer), Nodes.ADMITTED, Nodes.REPORTS);
        topology.addStateStore(jobStore(), Nodes.LEDGER);
        topology.addSink(Nodes.SLICES, topics.slices(), key, value, new InTurn(), Nodes.LEDGER);
        topology.addSink(Nodes.RESUMES, topics.resumes(), key, value, new InTurn(), Nodes.LEDGER);
        topology.addSink(Nodes.CLOSINGS, topics.closings(), key, value, new InTurn(), Nodes.LEDGER);
        topology.addSink(Nodes.RESULTS, topics.results(), key, value, Nodes.LEDGER);
        topology.addSink(Nodes.ERRORS, topics.errors(), key, value, Nodes.LEDGER);
        topology.addSink(Nodes.STATUS, topics.status(), key, value, Nodes.LEDGER);
        topology.addSink(Nodes.PROBES, topics.reports(), key, value, Nodes.LEDGER);
        return topology;
    }

    /** The record of a job of 10,000 parts is larger than what a broker takes unasked. */
    static StoreBuilder<KeyValueStore<byte[], byte[]>> jobStore() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(Nodes.JOB_STORE), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RECORD_MAX_BYTES)));
    }
}
