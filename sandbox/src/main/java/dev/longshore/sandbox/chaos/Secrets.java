package dev.longshore.sandbox.chaos;

import dev.longshore.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for secrets where none may be: in every record of Longshore's topics, aborted ones included, and in the workers' logs. */
final class Secrets {
    private static final Pattern WORD_END = Pattern.compile("[^A-Za-z0-9+/=_.~-]+");
    private static final Duration POLL = Duration.ofMillis(500);

    private final Set<String> secrets;
    private final Set<String> found = new TreeSet<>();
    private long records;
    private long bytes;

    Secrets(Set<String> secrets) {
        this.secrets = Set.copyOf(secrets);
    }

    Check search(String bootstrapServers, Path logs) throws IOException {
        topics(bootstrapServers);
        int files = 0;
        try (Stream<Path> all = Files.list(logs)) {
            for (Path log : all.filter(file -> file.getFileName().toString().matches("worker-.*\\.log")).toList()) {
                files++;
                try (InputStream in = Files.newInputStream(log)) {
                    look(in.readAllBytes(), "the log " + log.getFileName());
                }
            }
        }
        return Check.of(
                "no secret in topics and logs",
                secrets.size() + " secrets looked for in " + records + " records and " + files + " logs, " + Words.bytes(bytes), found);
    }

    private void topics(String bootstrapServers) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : consumer.listTopics().keySet()) {
                if (topic.startsWith(Topics.DEFAULT_PREFIX)) {
                    consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records++;
                    if (record.value() != null) {
                        look(record.value(), "the topic " + record.topic());
                    }
                }
            }
        }
    }

    private void look(byte[] text, String where) {
        bytes += text.length;
        WORD_END.splitAsStream(new String(text, StandardCharsets.ISO_8859_1)).filter(secrets::contains).forEach(_ -> found.add(where));
    }
}
