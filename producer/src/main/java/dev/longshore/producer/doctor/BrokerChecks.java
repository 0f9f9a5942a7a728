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
    private static final int CLASSIC_SESSION_MILLIS = 6000;
    private static final String LOST =
            ": workers go by classic consumer groups, and tasks that wait for a busy worker don't go to a free one; see docs/operations.md, Older Kafka";

    private final Admin admin;
    private final String address;
    private final String queue;
    private boolean classic;

    /** @param queue the workers' {@code longshore.queue}: auto, share or classic */
    BrokerChecks(Admin admin, String address, String queue) {
        this.admin = admin;
        this.address = address;
        this.queue = queue;
        this.classic = queue.equals("classic");
    }

    /** Whether the workers go by classic groups; known once the checks were made. */
    boolean classic() {
        return classic;
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
        checks.addAll(features());
        checks.add(classic
                ? bound(nodes.getFirst(), "group.min.session.timeout.ms", CLASSIC_SESSION_MILLIS)
                : bound(nodes.getFirst(), "group.streams.min.session.timeout.ms", LEDGER_SESSION_MILLIS));
        return checks;
    }

    private List<Check> features() {
        if (classic) {
            return List.of(Check.warn("queue", "longshore.queue=classic" + LOST, "With Apache Kafka 4.2 or newer leave it at auto."));
        }
        try {
            Map<String, FinalizedVersionRange> features = Asking.await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
            return List.of(feature(features, "share.version", "share groups (KIP-932)"),
                    feature(features, "streams.version", "Streams groups (KIP-1071)"));
        } catch (KafkaException e) {
            return List.of(Check.warn("features", String.valueOf(e.getMessage()), "Let this login describe the cluster."));
        }
    }

    private Check feature(Map<String, FinalizedVersionRange> features, String name, String what) {
        FinalizedVersionRange range = features.get(name);
        int level = range == null ? 0 : range.maxVersionLevel();
        if (level > 0) {
            return Check.ok(name, what + ", level " + level);
        }
        String mend = "On Apache Kafka 4.2 or newer: kafka-features.sh upgrade --feature " + name + "=1";
        if (queue.equals("share")) {
            return Check.fail(name, what + " are not enabled, and longshore.queue=share needs them",
                    mend + ". On older brokers: longshore.queue=classic in all workers.");
        }
        classic = true;
        return Check.warn(name, what + " are not enabled" + LOST, mend + ". On older brokers nothing need be done.");
    }

    /** What quick recovery, or with classic groups any work, needs of the brokers. */
    private Check bound(Node node, String setting, int most) {
        String name = "group bounds";
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
        try {
            Config config = Asking.await(Objects.requireNonNull(admin.describeConfigs(List.of(broker)).values().get(broker)));
            ConfigEntry least = config.get(setting);
            if (least == null || least.value() == null || Integer.parseInt(least.value()) <= most) {
                return Check.ok(name, "the brokers permit the workers' short sessions");
            }
            String found = setting + "=" + least.value();
            return classic
                    ? Check.fail(name, found + ": workers can't join their groups",
                            "Set it to " + most + " on the brokers, or spring.kafka.properties.session.timeout.ms=" + least.value()
                                    + " for the workers.")
                    : Check.warn(name, found + ": a dead ledger is noticed late",
                            "Set it to " + most + " on the brokers; see docs/configuration.md, Kafka.");
        } catch (KafkaException e) {
            return Check.warn(name, String.valueOf(e.getMessage()),
                    "Let this login describe the brokers' settings, or look at them yourself.");
        }
    }
}
