package dev.longshore.sandbox.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Plain Kafka clients on a cluster. */
final class Clients {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String bootstrap;

    Clients(KafkaCluster cluster) {
        this.bootstrap = cluster.bootstrapServers();
    }

    void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(base())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) -1))).all().get();
        }
    }

    void readShareGroupFromTheBeginning(String group) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        var earliest = new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(base())) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(earliest))).all().get();
        }
    }

    int replicasInSync(String topic) throws Exception {
        return onlyPartition(topic).isr().size();
    }

    int leader(String topic) throws Exception {
        return onlyPartition(topic).leader().id();
    }

    private TopicPartitionInfo onlyPartition(String topic) throws Exception {
        try (Admin admin = Admin.create(base())) {
            Map<String, TopicDescription> found =
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(found.get(topic)).partitions().getFirst();
        }
    }

    void send(String topic, String value) throws Exception {
        Properties config = base();
        config.put("acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    List<String> readAll(String topic, int expected) {
        Properties config = base();
        config.put("group.id", "reader-" + System.nanoTime());
        config.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(LIMIT).until(() -> {
                consumer.poll(POLL).forEach(found -> values.add(found.value()));
                return values.size() >= expected;
            });
        }
        return values;
    }

    String takeOneFromShareGroup(String topic, String group) {
        Properties config = base();
        config.put("group.id", group);
        try (var consumer = new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> first(consumer.poll(POLL)), Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static Optional<String> first(Iterable<ConsumerRecord<String, String>> records) {
        for (ConsumerRecord<String, String> found : records) {
            return Optional.of(found.value());
        }
        return Optional.empty();
    }

    private Properties base() {
        Properties config = new Properties();
        config.put("bootstrap.servers", bootstrap);
        return config;
    }
}
