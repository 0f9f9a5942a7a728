package dev.longshore.worker.broker;

import dev.longshore.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates missing topics and refuses those whose settings can't work. */
public final class TopicSetup {
    private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);

    /** Checkpoints of the largest plans travel in one message. */
    private static final int INTERNAL_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private static final int PUBLIC_MAX_MESSAGE_BYTES = 1024 * 1024;

    private static final Duration SPREAD = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final TopicSettings settings;
    private final List<TopicSpec> specs;

    public TopicSetup(Admin admin, Topics topics, TopicSettings settings) {
        this.admin = admin;
        this.settings = settings;
        this.specs = specs(topics, settings);
    }

    /** @throws UnusableBrokerException if a topic exists with a setting that can't work; says which and what to do */
    public void createOrVerify() {
        for (TopicSpec spec : specs) {
            Optional<TopicDescription> existing = describe(spec.name());
            if (existing.isEmpty()) {
                create(spec);
                existing = describe(spec.name());
            }
            existing.ifPresent(topic -> verify(spec, topic));
        }
    }

    private static List<TopicSpec> specs(Topics topics, TopicSettings settings) {
        Function<String, TopicSpec> task =
                name -> spec(name, settings.taskPartitions(), false, settings.internalRetention(), INTERNAL_MAX_MESSAGE_BYTES);
        Function<String, TopicSpec> out =
                name -> spec(name, settings.partitions(), false, settings.retention(), PUBLIC_MAX_MESSAGE_BYTES);
        return List.of(
                out.apply(topics.jobs()),
                spec(topics.admitted(), settings.partitions(), true, settings.internalRetention(), PUBLIC_MAX_MESSAGE_BYTES),
                task.apply(topics.slices()),
                task.apply(topics.resumes()),
                task.apply(topics.closings()),
                spec(topics.reports(), settings.partitions(), true, settings.internalRetention(), INTERNAL_MAX_MESSAGE_BYTES),
                out.apply(topics.results()),
                out.apply(topics.errors()),
                new TopicSpec(topics.status(), settings.partitions(), false, true, Duration.ZERO, PUBLIC_MAX_MESSAGE_BYTES));
    }

    private static TopicSpec spec(String name, int partitions, boolean fixed, Duration retention, int maxMessageBytes) {
        return new TopicSpec(name, partitions, fixed, false, retention, maxMessageBytes);
    }

    private Optional<TopicDescription> describe(String name) {
        try {
            return Optional.of(Asked.await(
                    Objects.requireNonNull(admin.describeTopics(List.of(name)).topicNameValues().get(name)), "describe topic " + name));
        } catch (ExecutionException e) {
            if (Asked.cause(e) instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new UnusableBrokerException("Kafka refused to describe topic " + name + ": " + Asked.cause(e).getMessage(),
                    Asked.cause(e));
        }
    }

    private void create(TopicSpec spec) {
        Optional<Short> replication = settings.replication() < 0 ? Optional.empty() : Optional.of(settings.replication());
        NewTopic topic = new NewTopic(spec.name(), Optional.of(spec.partitions()), replication).configs(spec.configs());
        try {
            Asked.await(admin.createTopics(List.of(topic)).all(), "create topic " + spec.name());
            log.info("topic.created topic={} partitions={}", spec.name(), spec.partitions());
        } catch (ExecutionException e) {
            if (!(Asked.cause(e) instanceof TopicExistsException)) {
                throw new UnusableBrokerException(
                        "Kafka refused to create topic " + spec.name() + ": " + Asked.cause(e).getMessage()
                                + ". Create it yourself with " + spec.partitions() + " partitions and " + spec.configs()
                                + ", or correct longshore.topics.*.",
                        Asked.cause(e));
            }
        }
    }

    private void verify(TopicSpec spec, TopicDescription topic) {
        int partitions = topic.partitions().size();
        if (spec.fixedPartitions() && partitions != spec.partitions()) {
            throw new UnusableBrokerException(
                    "Topic " + spec.name() + " has " + partitions + " partitions but longshore.topics.partitions is "
                            + spec.partitions() + ": the ledger's stores are divided by it. Set longshore.topics.partitions=" + partitions
                            + ", or use another longshore.topics.prefix.");
        }
        Map<String, String> configs = configs(spec.name());
        String policy = configs.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        boolean compacts = policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        if (compacts != spec.compacted()) {
            throw new UnusableBrokerException("Topic " + spec.name() + " has cleanup.policy=" + policy + " but needs "
                    + spec.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG) + ": "
                    + (spec.compacted() ? "it would lose the state of old jobs." : "it would lose or refuse records.")
                    + " Change it with kafka-configs.sh --alter --topic " + spec.name() + ".");
        }
        int bytes = Integer.parseInt(configs.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0"));
        if (bytes < spec.maxMessageBytes()) {
            throw new UnusableBrokerException("Topic " + spec.name() + " has max.message.bytes=" + bytes + " but needs at least "
                    + spec.maxMessageBytes() + ". Change it with kafka-configs.sh --alter --topic " + spec.name() + ".");
        }
    }

    private Map<String, String> configs(String topic) {
        return settingsOf(topic).entries()
                .stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }

    /** A broker learns of a topic that somebody has just created a moment after others. */
    private Config settingsOf(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        for (int asked = 0;; asked++) {
            try {
                return Asked.await(
                        Objects.requireNonNull(admin.describeConfigs(List.of(resource)).values().get(resource)),
                        "describe the settings of " + topic);
            } catch (ExecutionException e) {
                Throwable cause = Asked.cause(e);
                if (!(cause instanceof UnknownTopicOrPartitionException) || asked > SPREAD.dividedBy(PAUSE)) {
                    throw new UnusableBrokerException("Kafka refused to describe the settings of " + topic + ": " + cause.getMessage(),
                            cause);
                }
                Asked.pause(PAUSE);
            }
        }
    }
}
