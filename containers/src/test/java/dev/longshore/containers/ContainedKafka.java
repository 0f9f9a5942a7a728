package dev.longshore.containers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** Starts the Kafka of the compose file: the same image, with the same settings that let a dead ledger's partitions move within seconds. */
final class ContainedKafka {
    private static final Pattern VERSION = Pattern.compile("image: apache/kafka:\\$\\{KAFKA_VERSION:-([^}]+)}");
    private static final Map<String, String> SOON = Map.of(
            "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
            "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1",
            "KAFKA_GROUP_STREAMS_MIN_SESSION_TIMEOUT_MS", "3000",
            "KAFKA_GROUP_STREAMS_MIN_HEARTBEAT_INTERVAL_MS", "500",
            "KAFKA_GROUP_STREAMS_INITIAL_REBALANCE_DELAY_MS", "0",
            "KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");

    private ContainedKafka() {}

    /** Skips the test, and says so, where no container engine answers. */
    static KafkaContainer start() throws IOException {
        boolean engine = DockerClientFactory.instance().isDockerAvailable();
        String reason = "Skipped: no container engine answers. Start one, or name it by DOCKER_HOST.";
        if (!engine) {
            System.out.println(reason);
        }
        assumeTrue(engine, reason);
        KafkaContainer kafka = new KafkaContainer("apache/kafka:" + version()).withEnv(SOON);
        kafka.start();
        return kafka;
    }

    private static String version() throws IOException {
        Matcher image = VERSION.matcher(Files.readString(Path.of("..", "docker-compose.yml")));
        if (!image.find()) {
            throw new IllegalStateException("docker-compose.yml names no image of Kafka");
        }
        return image.group(1);
    }
}
