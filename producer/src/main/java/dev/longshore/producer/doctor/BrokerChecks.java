package dev.longshore.producer.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** The cluster and its features. */
final class BrokerChecks {
    private static final int LEDGER_SESSION_MILLIS = 3000;

    private final Admin admin;
    private final String address;

    BrokerChecks(Admin admin, String address) {
        this.admin = admin;
        this.address = address;
    }

    /** Whether the rest of the checks can be made is told by the first. */
    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        List<Node> nodes;
        try {
            var cluster = admin.describeCluster();
            nodes = List.copyOf(Asking.await(cluster.nodes()));
            checks.add(
                    Check.ok("broker", address + " answers: " + nodes.size() + " broker(s), cluster " + Asking.await(cluster.clusterId())));
        } catch (KafkaException e) {
            return List.of(Check.fail("broker", address + ": " + e.getMessage(),
                    "Check --bootstrap-server and the network, and whether the brokers expect TLS or a log-in (--command-config)."));
        }
        try {
            Map<String, FinalizedVersionRange> features = Asking.await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
            checks.add(feature(features, "share.version", "share groups (KIP-932)"));
            checks.add(feature(features, "streams.version", "Streams groups (KIP-1071)"));
        } catch (KafkaException e) {
            checks.add(Check.warn("features", String.valueOf(e.getMessage()), "Let this login describe the cluster."));
        }
        checks.add(bounds(nodes.getFirst()));
        return checks;
    }

    private static Check feature(Map<String, FinalizedVersionRange> features, String name, String what) {
        FinalizedVersionRange range = features.get(name);
        int level = range == null ? 0 : range.maxVersionLevel();
        return level > 0
                ? Check.ok(name, what + ", level " + level)
                : Check.fail(name, what + " are not enabled",
                        "Longshore needs Apache Kafka 4.2 or newer; on an upgraded cluster: kafka-features.sh upgrade --feature " + name
                                + "=1");
    }

    /** What a ledger's quick recovery needs of the brokers. */
    private Check bounds(Node node) {
        String name = "group bounds";
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        try {
            Config config = Asking.await(Objects.requireNonNull(admin.describeConfigs(List.of(broker)).values().get(broker)));
            ConfigEntry least = config.get("group.streams.min.session.timeout.ms");
            if (least != null && least.value() != null && Integer.parseInt(least.value()) > LEDGER_SESSION_MILLIS) {
                return Check.warn(name, "group.streams.min.session.timeout.ms=" + least.value() + ": a dead ledger is noticed late",
                        "Set it to " + LEDGER_SESSION_MILLIS + " on the brokers; see docs/configuration.md, Kafka.");
            }
            return Check.ok(name, "the brokers permit a ledger's short sessions");
        } catch (KafkaException e) {
            return Check.warn(name, String.valueOf(e.getMessage()),
                    "Let this login describe the brokers' settings, or look at them yourself.");
        }
    }
}
