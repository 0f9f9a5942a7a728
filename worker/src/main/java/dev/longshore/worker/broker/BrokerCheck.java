package dev.longshore.worker.broker;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/** Refuses a Kafka that lacks what the worker is built on. */
public final class BrokerCheck {
    private BrokerCheck() {}

    /** @throws UnusableBrokerException if share groups or Streams groups are not enabled, or the broker can't be reached */
    public static void require(Admin admin) {
        Map<String, FinalizedVersionRange> features =
                Asked.orRefuse(admin.describeFeatures().featureMetadata(), "describe its features").finalizedFeatures();
        require(features, "share.version", "share groups (KIP-932)");
        require(features, "streams.version", "Streams groups (KIP-1071)");
    }

    private static void require(Map<String, FinalizedVersionRange> features, String feature, String what) {
        FinalizedVersionRange range = features.get(feature);
        if (range == null || range.maxVersionLevel() < 1) {
            throw new UnusableBrokerException("This Kafka doesn't offer " + what + ": its feature " + feature + " is "
                    + (range == null ? "absent" : range.maxVersionLevel())
                    + ". Longshore needs Apache Kafka 4.2 or newer; on an upgraded cluster enable it with: kafka-features.sh upgrade --feature "
                    + feature + "=1");
        }
    }
}
