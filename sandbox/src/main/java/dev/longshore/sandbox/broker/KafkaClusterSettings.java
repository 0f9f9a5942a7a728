package dev.longshore.sandbox.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of cluster to start.
 *
 * @param release {@link KafkaRelease#CURRENT} by default
 * @param nodes one, or three (replication 3, two in sync); {@value #DEFAULT_NODES} by default
 * @param port the first node's, the others follow; 0, the default, means free ports
 * @param dir keeps data, logs and settings, also for a later start; null, the default, means a temporary one that goes with the cluster
 * @param heap of each node; {@value #DEFAULT_HEAP} by default
 * @param jvmOptions of each node; {@link #QUICK_START} by default, {@link #FULL_SPEED} for measuring
 * @param startTimeout how long a start may take
 * @param brokerSettings override the sandbox's own server properties
 */
public record KafkaClusterSettings(
        KafkaRelease release,
        int nodes,
        int port,
        @Nullable Path dir,
        String heap,
        List<String> jvmOptions,
        Duration startTimeout,
        Map<String, String> brokerSettings) {
    public static final int DEFAULT_NODES = 1;
    public static final String DEFAULT_HEAP = "512m";

    /** The simple compiler alone: half the processor time until a node answers, less throughput later. */
    public static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** The JVM's own choices. */
    public static final List<String> FULL_SPEED = List.of();

    public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(150);

    public KafkaClusterSettings {
        if (nodes != 1 && nodes != 3) {
            throw new IllegalArgumentException("A cluster has 1 node or 3, not " + nodes);
        }
        if (port < 0 || port > 65_535 - nodes) {
            throw new IllegalArgumentException("Not a usable port: " + port);
        }
        jvmOptions = List.copyOf(jvmOptions);
        brokerSettings = Map.copyOf(brokerSettings);
    }

    public static KafkaClusterSettings oneNode() {
        return ofNodes(DEFAULT_NODES);
    }

    public static KafkaClusterSettings threeNodes() {
        return ofNodes(3);
    }

    public static KafkaClusterSettings ofNodes(int nodes) {
        return new KafkaClusterSettings(KafkaRelease.CURRENT, nodes, 0, null, DEFAULT_HEAP, QUICK_START, DEFAULT_START_TIMEOUT, Map.of());
    }

    public KafkaClusterSettings withRelease(KafkaRelease wanted) {
        return new KafkaClusterSettings(wanted, nodes, port, dir, heap, jvmOptions, startTimeout, brokerSettings);
    }

    public KafkaClusterSettings withPort(int first) {
        return new KafkaClusterSettings(release, nodes, first, dir, heap, jvmOptions, startTimeout, brokerSettings);
    }

    public KafkaClusterSettings withDir(Path kept) {
        return new KafkaClusterSettings(release, nodes, port, kept, heap, jvmOptions, startTimeout, brokerSettings);
    }

    public KafkaClusterSettings withHeap(String size) {
        return new KafkaClusterSettings(release, nodes, port, dir, size, jvmOptions, startTimeout, brokerSettings);
    }

    public KafkaClusterSettings withJvmOptions(List<String> options) {
        return new KafkaClusterSettings(release, nodes, port, dir, heap, options, startTimeout, brokerSettings);
    }

    public KafkaClusterSettings withBrokerSetting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(brokerSettings);
        more.put(name, value);
        return new KafkaClusterSettings(release, nodes, port, dir, heap, jvmOptions, startTimeout, more);
    }
}
