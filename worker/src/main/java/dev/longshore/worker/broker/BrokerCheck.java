package dev.longshore.worker.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which kind of groups a Kafka has, and which kind a fleet works with. */
public final class BrokerCheck {
    private static final Logger log = LoggerFactory.getLogger(BrokerCheck.class);

    private final Admin admin;
    private final String ledgerGroup;

    public BrokerCheck(Admin admin, String ledgerGroup) {
        this.admin = admin;
        this.ledgerGroup = ledgerGroup;
    }

    /**
     * The newer kind, unless the brokers lack it or the rest of the fleet works with the other one.
     *
     * @throws UnusableBrokerException if no broker answers
     */
    public GroupKind choose() {
        List<String> lacking = lacking();
        boolean follows = lacking.isEmpty() && hasClassicMembers();
        GroupKind kind = lacking.isEmpty() && !follows ? GroupKind.SHARE : GroupKind.CLASSIC;
        String why = follows ? "other workers do" : lacking.isEmpty() ? "the brokers offer all it needs" : "Kafka " + together(lacking);
        log.info("queue.chosen longshore.queue={}: {}", kind.name().toLowerCase(Locale.ROOT), why);
        return kind;
    }

    /** @throws UnusableBrokerException if the brokers lack what the kind needs, other workers work with the other kind, or no broker answers */
    public void require(GroupKind kind) {
        List<String> lacking = kind == GroupKind.SHARE ? lacking() : List.of();
        if (!lacking.isEmpty()) {
            throw new UnusableBrokerException("This Kafka " + together(lacking)
                    + ". longshore.queue=share needs Apache Kafka 4.2 or newer; on an upgraded cluster enable each with: "
                    + "kafka-features.sh upgrade --feature NAME=1. On older brokers set longshore.queue=classic in all workers.");
        }
        if (kind == GroupKind.SHARE ? hasClassicMembers() : hasStreamsMembers()) {
            String other = kind == GroupKind.SHARE ? "classic" : "share";
            throw new UnusableBrokerException(
                    "Other workers work with longshore.queue=" + other + ", and all must do the same: set it here, too,"
                            + " or stop them all, and start this one ten seconds later.");
        }
    }

    private List<String> lacking() {
        Map<String, FinalizedVersionRange> features =
                Asked.orRefuse(admin.describeFeatures().featureMetadata(), "describe its features").finalizedFeatures();
        List<String> lacking = new ArrayList<>();
        note(lacking, features, "share.version", "share groups (KIP-932)");
        note(lacking, features, "streams.version", "Streams groups (KIP-1071)");
        return lacking;
    }

    private static void note(List<String> lacking, Map<String, FinalizedVersionRange> features, String feature, String what) {
        FinalizedVersionRange range = features.get(feature);
        if (range == null || range.maxVersionLevel() < 1) {
            lacking.add(
                    "doesn't offer " + what + ", whose feature " + feature + " is " + (range == null ? "absent" : range.maxVersionLevel()));
        }
    }

    private static String together(List<String> lacking) {
        return String.join("; it ", lacking);
    }

    private boolean hasClassicMembers() {
        try {
            return !Asked.await(
                    Objects.requireNonNull(admin.describeClassicGroups(List.of(ledgerGroup)).describedGroups().get(ledgerGroup)),
                    "describe group " + ledgerGroup).members().isEmpty();
        } catch (ExecutionException e) {
            return untold(e);
        }
    }

    private boolean hasStreamsMembers() {
        try {
            return !Asked.await(
                    Objects.requireNonNull(admin.describeStreamsGroups(List.of(ledgerGroup)).describedGroups().get(ledgerGroup)),
                    "describe group " + ledgerGroup).members().isEmpty();
        } catch (ExecutionException e) {
            return untold(e);
        }
    }

    /** There is no group of that kind, or this worker may not see it, or the brokers don't know the kind. */
    private boolean untold(ExecutionException refusal) {
        log.debug("group {} isn't described", ledgerGroup, refusal);
        return false;
    }
}
