package dev.longshore.sandbox.broker;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a cluster in the foreground. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Runs a real Apache Kafka on this machine until it is stopped with Ctrl-C.")
public final class BrokerApplication implements Callable<Integer> {
    private static final int DEFAULT_PORT = 9092;

    @Option(names = "--nodes", defaultValue = "1", description = "Nodes, 1 or 3 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--kafka", converter = KafkaRelease.Converter.class,
            defaultValue = "4.2",
            description = "Release: 4.2, or 3.9, which has classic consumer groups alone (default: ${DEFAULT-VALUE}).")
    private KafkaRelease release = KafkaRelease.CURRENT;

    @Option(
            names = "--port",
            defaultValue = "" + DEFAULT_PORT,
            description = "Port of the first node, the others follow; 0 picks free ones (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--dir", description = "Keeps the data here, also for the next start. Without it the data go when the cluster stops.")
    private @Nullable Path dir;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Starts the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BrokerApplication()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        KafkaClusterSettings settings = KafkaClusterSettings.ofNodes(nodes).withRelease(release).withPort(port);
        long begin = System.nanoTime();
        KafkaCluster cluster = KafkaCluster.start(dir == null ? settings : settings.withDir(dir));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "close-cluster"));
        print(cluster, Duration.ofNanos(System.nanoTime() - begin));
        for (KafkaNode node : cluster.nodes()) {
            node.awaitEnd();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private void print(KafkaCluster cluster, Duration startTime) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Kafka %s is up after %.1f s: %s%n", release, startTime.toMillis() / 1000.0, cluster.bootstrapServers());
        for (KafkaNode node : cluster.nodes()) {
            String memory = node.residentBytes()
                    .stream()
                    .mapToObj(bytes -> ", " + (bytes >> 20) + " MiB resident")
                    .findFirst()
                    .orElse("");
            out.printf("  node %d: %s, pid %d%s, log %s%n", node.id(), node.bootstrapServer(), node.pid(), memory, node.log());
        }
        out.println(dir == null ? "The data are temporary." : "The data stay in " + cluster.dir() + ".");
        out.println("Ctrl-C stops it.");
        out.flush();
    }
}
