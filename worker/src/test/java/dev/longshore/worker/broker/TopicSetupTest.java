package dev.longshore.worker.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several workers start at once on several brokers: one creates the topics, and not every broker knows them yet when another worker asks. */
class TopicSetupTest {
    private static final Topics TOPICS = new Topics();
    private static final int PARTITIONS = 6;

    private final Brokers brokers = new Brokers();

    @AfterEach
    void close() {
        brokers.close(Duration.ZERO);
    }

    @Test
    void aTopicThatTheAskedBrokerDoesNotKnowYetIsAskedForAgain() {
        brokers.refusal = new UnknownTopicOrPartitionException();

        assertThatCode(setup()::createOrVerify).doesNotThrowAnyException();

        assertThat(brokers.refused).containsExactlyInAnyOrderElementsOf(TOPICS.all());
    }

    @Test
    void anyOtherRefusalStopsTheStartAndNamesTheTopic() {
        brokers.refusal = new TopicAuthorizationException("not authorized");

        assertThatThrownBy(setup()::createOrVerify)
                .isInstanceOf(UnusableBrokerException.class)
                .hasMessageContaining("settings of " + TOPICS.jobs())
                .hasMessageContaining("not authorized");
    }

    private TopicSetup setup() {
        return new TopicSetup(brokers, TOPICS, new TopicSettings(PARTITIONS, 1, (short) -1, Duration.ofDays(7), Duration.ofDays(7)));
    }

    /** All topics exist as they should; the first question for each one's settings is refused. */
    private static final class Brokers extends ForwardingAdmin {
        final Set<String> refused = new HashSet<>();
        RuntimeException refusal = new IllegalStateException();

        Brokers() {
            super(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1"));
        }

        @Override
        public DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
            for (String name : ((TopicCollection.TopicNameCollection) topics).topicNames()) {
                List<TopicPartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                        .mapToObj(i -> new TopicPartitionInfo(i, Node.noNode(), List.of(), List.of()))
                        .toList();
                answers.put(name, KafkaFuture.completedFuture(new TopicDescription(name, false, partitions)));
            }
            return new DescribeTopicsResult(null, answers) {};
        }

        @Override
        public DescribeConfigsResult describeConfigs(Collection<ConfigResource> resources, DescribeConfigsOptions options) {
            Map<ConfigResource, KafkaFuture<Config>> answers = new HashMap<>();
            for (ConfigResource resource : resources) {
                KafkaFutureImpl<Config> answer = new KafkaFutureImpl<>();
                if (refused.add(resource.name())) {
                    answer.completeExceptionally(refusal);
                } else {
                    String policy = resource.name().equals(TOPICS.status()) ? "compact" : "delete";
                    answer.complete(new Config(List.of(
                            new ConfigEntry("cleanup.policy", policy), new ConfigEntry("max.message.bytes", "" + 8 * 1024 * 1024))));
                }
                answers.put(resource, answer);
            }
            return new DescribeConfigsResult(answers) {};
        }
    }
}
