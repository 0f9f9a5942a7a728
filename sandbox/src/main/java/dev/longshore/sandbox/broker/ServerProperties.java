package dev.longshore.sandbox.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A node's {@code server.properties}. */
final class ServerProperties {
    /** Fifty would be opened at start, and nobody needs them here. */
    private static final String FEW_PARTITIONS = "4";

    private ServerProperties() {}

    static Map<String, String> of(NodeAddress self, List<NodeAddress> all, Path dataDir, KafkaClusterSettings wanted) {
        Map<String, String> settings = new LinkedHashMap<>();
        identity(settings, self, all, dataDir);
        replication(settings, all.size());
        quickFailover(settings);
        settings.put("group.initial.rebalance.delay.ms", "0");
        if (wanted.release() == KafkaRelease.CURRENT) {
            newerGroups(settings, all.size());
        }
        settings.putAll(wanted.brokerSettings());
        return settings;
    }

    private static void identity(Map<String, String> settings, NodeAddress self, List<NodeAddress> all, Path dataDir) {
        String voters = all.stream()
                .map(node -> node.id() + "@" + NodeAddress.HOST + ":" + node.controllerPort())
                .collect(Collectors.joining(","));
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(self.id()));
        settings.put("controller.quorum.voters", voters);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + self.bootstrap() + ",CONTROLLER://" + NodeAddress.HOST + ":" + self.controllerPort());
        settings.put("advertised.listeners", "PLAINTEXT://" + self.bootstrap());
        settings.put("log.dirs", dataDir.toString());
        // Topics that appear by themselves hide spelling mistakes.
        settings.put("auto.create.topics.enable", "false");
    }

    private static void replication(Map<String, String> settings, int nodes) {
        String copies = Integer.toString(nodes);
        String inSync = inSync(nodes);
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", inSync);
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("offsets.topic.num.partitions", FEW_PARTITIONS);
        settings.put("transaction.state.log.num.partitions", FEW_PARTITIONS);
    }

    private static String inSync(int nodes) {
        return Integer.toString(nodes == 1 ? 1 : 2);
    }

    private static void quickFailover(Map<String, String> settings) {
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        // A dead writer's open transaction blocks everyone who reads committed until this look at time-outs.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    /** Of share groups and Streams groups, which an older Kafka doesn't have. */
    private static void newerGroups(Map<String, String> settings, int nodes) {
        settings.put("share.coordinator.state.topic.replication.factor", Integer.toString(nodes));
        settings.put("share.coordinator.state.topic.min.isr", inSync(nodes));
        settings.put("share.coordinator.state.topic.num.partitions", FEW_PARTITIONS);
        settings.put("group.streams.min.session.timeout.ms", "3000");
        settings.put("group.streams.min.heartbeat.interval.ms", "500");
        // A new member learns at a heartbeat what it may read.
        settings.put("group.share.min.heartbeat.interval.ms", "500");
        settings.put("group.share.heartbeat.interval.ms", "1000");
        settings.put("group.share.min.session.timeout.ms", "3000");
        settings.put("group.share.session.timeout.ms", "6000");
        // A record is dropped without a trace after the last one; ten is the most that Kafka allows.
        settings.put("group.share.delivery.count.limit", "10");
        settings.put("group.share.min.record.lock.duration.ms", "1000");
        settings.put("group.share.initialize.retry.interval.ms", "1000");
    }
}
