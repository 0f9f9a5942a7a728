package dev.longshore.spring;

import dev.longshore.producer.client.ClientOptions;
import dev.longshore.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the client bean.
 *
 * @param enabled whether there is a client
 * @param bootstrapServers Kafka brokers as host:port; spring.kafka.* when absent
 * @param topicPrefix what the topics' names begin with
 * @param properties further properties of the Kafka clients, such as those for TLS and SASL; they go before those of spring.kafka
 * @param maxInFlight most submitted jobs whose outcome is outstanding
 * @param maxBlock how long a submission waits for room among them
 * @param timeout how long a job may take before its future fails; for ever when absent
 * @param closeTimeout how long closing waits for jobs that Kafka has yet to acknowledge
 */
@ConfigurationProperties("longshore.client")
public record LongshoreClientProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<String> bootstrapServers,
        @DefaultValue(Topics.DEFAULT_PREFIX) String topicPrefix,
        @DefaultValue Map<String, String> properties,
        @DefaultValue("" + ClientOptions.DEFAULT_MAX_IN_FLIGHT) int maxInFlight,
        @DefaultValue("60s") Duration maxBlock,
        @Nullable Duration timeout,
        @DefaultValue("10s") Duration closeTimeout) {

    ClientOptions options() {
        return new ClientOptions(maxInFlight, maxBlock, timeout, closeTimeout);
    }
}
