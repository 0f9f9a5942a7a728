package dev.longshore.sandbox.broker;

import dev.longshore.sandbox.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A running cluster. Closing it ends all nodes and removes the directory if that was temporary. */
public final class KafkaCluster implements AutoCloseable {
    private final Path dir;
    private final boolean temporary;
    private final List<KafkaNode> nodes;

    private KafkaCluster(Path dir, boolean temporary, List<KafkaNode> nodes) {
        this.dir = dir;
        this.temporary = temporary;
        this.nodes = nodes;
    }

    /** Starts a cluster, on the data of an earlier one if its directory holds any, and returns when every node takes part. */
    public static KafkaCluster start(KafkaClusterSettings settings) {
        return start(settings, null);
    }

    /** The same with one more listener, for clients that have to show who they are; of one node only. */
    public static KafkaCluster start(KafkaClusterSettings settings, @Nullable SecureListener secure) {
        KafkaCluster cluster = prepare(settings, secure);
        try {
            cluster.nodes.forEach(KafkaNode::launch);
            cluster.nodes.forEach(KafkaNode::awaitPort);
            ClusterProbe.awaitMembers(cluster.nodes, settings.startTimeout());
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return nodes.stream().map(KafkaNode::bootstrapServer).collect(Collectors.joining(","));
    }

    /** All nodes, whether they run or not, by id. */
    public List<KafkaNode> nodes() {
        return nodes;
    }

    /**
     * One node.
     *
     * @param id counts from 1
     */
    public KafkaNode node(int id) {
        return nodes.get(id - 1);
    }

    public Path dir() {
        return dir;
    }

    @Override
    public void close() {
        List<KafkaNode> running = nodes.stream().filter(KafkaNode::isRunning).toList();
        if (temporary) {
            running.forEach(KafkaNode::kill);
            delete(dir);
        } else {
            // All at once: a controller that is left alone can't lead the others' shutdown.
            running.parallelStream().forEach(KafkaNode::stop);
        }
    }

    private static KafkaCluster prepare(KafkaClusterSettings settings, @Nullable SecureListener secure) {
        try {
            Path given = settings.dir();
            Path dir = given == null
                    ? Files.createTempDirectory("longshore-kafka")
                    : Files.createDirectories(given).toRealPath();
            String clusterId = clusterId(dir);
            List<NodeAddress> addresses = addresses(settings);
            List<KafkaNode> nodes = new ArrayList<>();
            for (NodeAddress address : addresses) {
                KafkaNode node = new KafkaNode(address, dir, clusterId, settings);
                Map<String, String> properties = ServerProperties.of(address, addresses, node.dataDir(), settings);
                node.write(secure == null ? properties : secure.addedTo(properties));
                nodes.add(node);
            }
            return new KafkaCluster(dir, given == null, List.copyOf(nodes));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't prepare the cluster's directory", e);
        }
    }

    private static String clusterId(Path dir) throws IOException {
        Path file = dir.resolve("cluster.id");
        if (Files.notExists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file);
    }

    private static List<NodeAddress> addresses(KafkaClusterSettings settings) {
        List<Integer> free = FreePorts.pick(2 * settings.nodes());
        List<NodeAddress> addresses = new ArrayList<>();
        for (int i = 0; i < settings.nodes(); i++) {
            int port = settings.port() == 0 ? free.get(2 * i) : settings.port() + i;
            addresses.add(new NodeAddress(i + 1, port, free.get(2 * i + 1)));
        }
        return List.copyOf(addresses);
    }

    private static void delete(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't remove " + dir, e);
        }
    }
}
