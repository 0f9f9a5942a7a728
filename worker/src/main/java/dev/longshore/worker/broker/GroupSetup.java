package dev.longshore.worker.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets what share groups and Streams groups need; these settings live in the broker, not in the clients.
 *
 * <p>Required settings are set and read back. Wished-for ones make recovery faster; a broker whose bounds don't allow them is used as it is.
 */
public final class GroupSetup {
    private static final Logger log = LoggerFactory.getLogger(GroupSetup.class);

    /** A new group reads all that waits for it, and nothing that a transaction took back. */
    private static final Map<String, String> SHARE_REQUIRED =
            Map.of("share.auto.offset.reset", "earliest", "share.isolation.level", "read_committed");

    private static final Map<String, String> SHARE_WISHED = Map.of("share.record.lock.duration.ms", "60000");

    private static final Map<String, String> STREAMS_WISHED =
            Map.of("streams.session.timeout.ms", "3000", "streams.heartbeat.interval.ms", "1000");

    /**
     * How long an empty group waits for further members before the first one gets its partitions. Kafka 4.2.2 takes its own default of 3 s for a group,
     * whatever the broker's {@code group.streams.initial.rebalance.delay.ms} says.
     */
    private static final Map<String, String> STREAMS_AT_ONCE = Map.of("streams.initial.rebalance.delay.ms", "0");

    private static final Duration SPREAD = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;

    public GroupSetup(Admin admin) {
        this.admin = admin;
    }

    /** @throws UnusableBrokerException if a required setting can't be set, or doesn't hold after it was set */
    public void shareGroup(String group) {
        Map<String, String> now = read(group);
        if (!now.entrySet().containsAll(SHARE_REQUIRED.entrySet())) {
            try {
                alter(group, SHARE_REQUIRED);
            } catch (ExecutionException e) {
                throw new UnusableBrokerException(
                        "Kafka refused to set " + new TreeMap<>(SHARE_REQUIRED) + " for share group " + group + ": "
                                + Asked.cause(e).getMessage()
                                + ". Allow AlterConfigs on the group, or set them with kafka-configs.sh --entity-type groups.",
                        Asked.cause(e));
            }
        }
        requireToHold(group);
        wish(group, SHARE_WISHED);
    }

    public void streamsGroup(String group) {
        wish(group, STREAMS_WISHED);
        wish(group, STREAMS_AT_ONCE);
    }

    /** A broker takes a setting over from the controller's log a moment after the controller has acknowledged it. */
    private void requireToHold(String group) {
        for (int asked = 0; !read(group).entrySet().containsAll(SHARE_REQUIRED.entrySet()); asked++) {
            if (asked > SPREAD.dividedBy(PAUSE)) {
                throw new UnusableBrokerException("Share group " + group + " does not hold " + new TreeMap<>(SHARE_REQUIRED) + " "
                        + SPREAD.toSeconds() + " s after they were set.");
            }
            Asked.pause(PAUSE);
        }
    }

    private void wish(String group, Map<String, String> settings) {
        if (read(group).entrySet().containsAll(settings.entrySet())) {
            return;
        }
        try {
            alter(group, settings);
        } catch (ExecutionException e) {
            log.warn(
                    "group.setting.refused group={} settings={}: {}. Recovery after a crash takes longer; see the broker's group.* bounds.",
                    group, settings, Asked.cause(e).getMessage());
        }
    }

    private void alter(String group, Map<String, String> settings) throws ExecutionException {
        List<AlterConfigOp> operations = settings.entrySet()
                .stream()
                .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        Asked.await(admin.incrementalAlterConfigs(Map.of(resource(group), operations)).all(), "set the settings of group " + group);
    }

    private Map<String, String> read(String group) {
        Config config = Asked.orRefuse(
                Objects.requireNonNull(admin.describeConfigs(List.of(resource(group))).values().get(resource(group))),
                "describe the settings of group " + group);
        Map<String, String> settings = new TreeMap<>();
        config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }

    private static ConfigResource resource(String group) {
        return new ConfigResource(ConfigResource.Type.GROUP, group);
    }
}
