package dev.longshore.e2e;

import dev.longshore.e2e.SecretScan.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks through everything that a fleet has written, and counts what it looked through, so that nobody takes an empty look for a clean one. */
final class EveryPlace {
    private final SecretScan scan;
    private final byte[] marker;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> bytes = new TreeMap<>();
    private final Map<String, Integer> marked = new TreeMap<>();

    /** @param marker a text that is no secret and stands in every kind of place */
    EveryPlace(SecretScan scan, String marker) {
        this.scan = scan;
        this.marker = marker.getBytes(StandardCharsets.UTF_8);
    }

    List<Finding> findings() {
        return findings;
    }

    /** Bytes looked through, by kind of place. */
    Map<String, Long> bytes() {
        return bytes;
    }

    /** How many texts of a kind of place hold the marker. */
    int marked(String kind) {
        return marked.getOrDefault(kind, 0);
    }

    void text(String kind, String place, byte[] content) {
        bytes.merge(kind, (long) content.length, Long::sum);
        findings.addAll(scan.in(place, content));
        if (indexOf(content, marker) >= 0) {
            marked.merge(kind, 1, Integer::sum);
        }
    }

    /** Files as they lie on disk, but for those that hold nothing but offsets and are mostly empty. */
    void files(String kind, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith("index")).toList()) {
                text(kind, kind + " " + folder.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    /** Every record of every topic, Kafka's own included: committed or not. */
    List<String> topics(String bootstrapServers) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        List<String> names;
        try (Admin admin = Admin.create(config)) {
            names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get().stream().sorted().toList();
        }
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = names.stream()
                    .flatMap(name -> consumer.partitionsFor(name).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::record);
            }
        }
        return names;
    }

    private void record(ConsumerRecord<byte[], byte[]> record) {
        String kind = "topic " + record.topic();
        String place = kind + "-" + record.partition() + "@" + record.offset();
        for (byte[] part : new byte[][] {record.key(), record.value()}) {
            if (part != null) {
                text(kind, place, part);
            }
        }
        for (Header header : record.headers()) {
            if (header.value() != null) {
                text(kind, place + " header " + header.key(), header.value());
            }
        }
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        for (int at = 0; at + wanted.length <= content.length; at++) {
            int same = 0;
            while (same < wanted.length && content[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        return -1;
    }
}
