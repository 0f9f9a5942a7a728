package dev.longshore.producer.doctor;

import dev.longshore.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics, their settings, and what this login may do with them. */
final class TopicChecks {
    private static final int INTERNAL_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final int PUBLIC_MAX_MESSAGE_BYTES = 1024 * 1024;

    private final Admin admin;
    private final Topics topics;

    TopicChecks(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        Map<String, TopicDescription> found = new TreeMap<>();
        for (String topic : topics.all()) {
            checks.add(look(topic, found));
        }
        TopicDescription admitted = found.get(topics.admitted());
        TopicDescription reports = found.get(topics.reports());
        if (admitted != null && reports != null && admitted.partitions().size() != reports.partitions().size()) {
            checks.add(Check.fail("partitions",
                    admitted.name() + " has " + admitted.partitions().size() + " and " + reports.name() + " " + reports.partitions().size(),
                    "The ledger needs as many of both: use another longshore.topics.prefix, or recreate them while nothing runs."));
        }
        return checks;
    }

    private Check look(String topic, Map<String, TopicDescription> found) {
        String name = "topic " + topic;
        try {
            var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
            TopicDescription about =
                    Asking.await(Objects.requireNonNull(admin.describeTopics(List.of(topic), options).topicNameValues().get(topic)));
            found.put(topic, about);
            return judge(name, topic, about);
        } catch (UnknownTopicOrPartitionException e) {
            return Check.warn(name, "does not exist",
                    "Start a worker, which creates it, or check --topic-prefix (now \"" + topics.prefix() + "\").");
        } catch (TopicAuthorizationException e) {
            return internal(topic)
                    ? Check.warn(name, "this login may not see it", "Publishers need no more; workers need all operations on it.")
                    : Check.fail(name, "this login may not see it", "Allow Describe and " + needed(topic) + " on it.");
        } catch (KafkaException e) {
            return Check.warn(name, String.valueOf(e.getMessage()), "Try again, or look with kafka-topics.sh --describe.");
        }
    }

    private Check judge(String name, String topic, TopicDescription about) {
        Set<AclOperation> may = about.authorizedOperations();
        if (may != null && !internal(topic) && !may.contains(needed(topic))) {
            return Check.fail(name, "this login may only: " + new TreeSet<>(may), "Allow " + needed(topic) + " on it.");
        }
        Map<String, String> settings;
        try {
            settings = settings(topic);
        } catch (KafkaException e) {
            return Check.warn(name, about.partitions().size() + " partitions; its settings can't be seen: " + e.getMessage(),
                    "Let this login describe the topic's settings.");
        }
        boolean compacts = settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "").contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        boolean shouldCompact = topic.equals(topics.status());
        if (compacts != shouldCompact) {
            return Check.fail(name, "cleanup.policy=" + settings.get(TopicConfig.CLEANUP_POLICY_CONFIG),
                    "kafka-configs.sh --alter --topic " + topic + " --add-config cleanup.policy=" + (shouldCompact ? "compact" : "delete"));
        }
        int least = internal(topic) && !topic.equals(topics.admitted()) ? INTERNAL_MAX_MESSAGE_BYTES : PUBLIC_MAX_MESSAGE_BYTES;
        int bytes = Integer.parseInt(settings.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0"));
        if (bytes < least) {
            return Check.fail(name, "max.message.bytes=" + bytes,
                    "kafka-configs.sh --alter --topic " + topic + " --add-config max.message.bytes=" + least);
        }
        int replicas = about.partitions().stream().mapToInt(partition -> partition.replicas().size()).min().orElse(0);
        String detail = about.partitions().size() + " partitions, " + replicas + " replica(s)"
                + (may == null ? "" : ", may: " + new TreeSet<>(may));
        boolean leaderless = about.partitions().stream().anyMatch(partition -> partition.leader() == null);
        return leaderless
                ? Check.fail(name, detail + "; a partition has no leader", "Bring the brokers back that hold it.")
                : Check.ok(name, detail);
    }

    private Map<String, String> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Asking.await(Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)));
        Map<String, String> settings = new TreeMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                settings.put(entry.name(), entry.value());
            }
        }
        return settings;
    }

    private boolean internal(String topic) {
        return !Set.of(topics.jobs(), topics.results(), topics.errors(), topics.status()).contains(topic);
    }

    private AclOperation needed(String topic) {
        return topic.equals(topics.jobs()) ? AclOperation.WRITE : AclOperation.READ;
    }
}
