package dev.longshore.producer.client;

import dev.longshore.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Where the broker is and how to talk to it.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param kafka further properties of Kafka clients, such as TLS and SASL; those that the guarantees rest on are overridden
 * @param topics the topics' names
 */
public record Settings(String bootstrapServers, Map<String, String> kafka, Topics topics) {
    /** How long a call waits for the broker before it is taken for unreachable, unless {@code kafka} says otherwise. */
    public static final int REACH_MILLIS = 10_000;

    public Settings {
        kafka = Map.copyOf(kafka);
    }

    public static Settings of(String bootstrapServers) {
        return new Settings(bootstrapServers, Map.of(), new Topics());
    }

    public Settings withKafka(Map<String, String> properties) {
        return new Settings(bootstrapServers, properties, topics);
    }

    public Settings withTopicPrefix(String prefix) {
        return new Settings(bootstrapServers, kafka, new Topics(prefix));
    }

    Map<String, Object> producer() {
        Map<String, Object> all = common();
        all.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "" + REACH_MILLIS);
        all.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "0");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        return all;
    }

    Map<String, Object> consumer() {
        Map<String, Object> all = common();
        all.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + REACH_MILLIS);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return all;
    }

    /** Properties for Kafka's {@code Admin}. */
    public Map<String, Object> admin() {
        Map<String, Object> all = common();
        // A single request may take no longer than the whole call: the two are set together or not at all.
        if (!all.containsKey(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG)
                && !all.containsKey(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
            all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "" + REACH_MILLIS);
            all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "" + REACH_MILLIS);
        }
        return all;
    }

    private Map<String, Object> common() {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }

    /** Leaves the properties out: they may hold passwords. */
    @Override
    public String toString() {
        return "Settings[" + bootstrapServers + ", prefix " + topics.prefix() + "]";
    }
}
