package dev.longshore.sandbox.broker;

import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One node: broker and controller in one JVM. It keeps its ports and its data over restarts. */
public final class KafkaNode {
    private static final String LOGBACK = "dev/longshore/sandbox/broker/logback-broker.xml";
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final NodeAddress address;
    private final Path dir;
    private final KafkaClusterSettings settings;
    private final JavaProgram program;
    private volatile @Nullable JavaProcess process;

    KafkaNode(NodeAddress address, Path clusterDir, String clusterId, KafkaClusterSettings settings) {
        this.address = address;
        this.settings = settings;
        this.dir = clusterDir.resolve("node-" + address.id());
        this.program = settings.release()
                .node("Kafka node " + address.id())
                .heap(settings.heap())
                .jvm(settings.jvmOptions().toArray(String[]::new))
                .jvm("-Dlogback.configurationFile=" + LOGBACK)
                .args(propertiesFile().toString(), dataDir().toString(), clusterId)
                .grace(GRACE);
    }

    public int id() {
        return address.id();
    }

    public String bootstrapServer() {
        return address.bootstrap();
    }

    public Path dataDir() {
        return dir.resolve("data");
    }

    public Path log() {
        return dir.resolve("broker.log");
    }

    public boolean isRunning() {
        JavaProcess current = process;
        return current != null && current.isAlive();
    }

    public long pid() {
        return running().pid();
    }

    public OptionalLong residentBytes() {
        return running().residentBytes();
    }

    /** {@code kill -9}. */
    public void kill() {
        running().kill();
    }

    /** Asks the node to shut down in order, and kills it when that takes longer than 15 s. */
    public void stop() {
        running().close();
    }

    /** Returns when the node's process has ended. */
    void awaitEnd() throws InterruptedException {
        running().awaitEnd();
    }

    /** Freezes it (SIGSTOP). */
    public void pause() {
        running().pause();
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        running().resume();
    }

    /** Starts it again after {@link #kill} or {@link #stop}, and returns when it takes part in the cluster. */
    public void restart() {
        launch();
        awaitPort();
        ClusterProbe.awaitMember(this, settings.startTimeout());
    }

    void write(Map<String, String> serverProperties) {
        Properties file = new Properties();
        file.putAll(serverProperties);
        try {
            Files.createDirectories(dataDir());
            try (Writer out = Files.newBufferedWriter(propertiesFile())) {
                file.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the settings of Kafka node " + id(), e);
        }
    }

    void launch() {
        if (isRunning()) {
            throw new IllegalStateException("Kafka node " + id() + " is running");
        }
        process = program.start(log());
    }

    void awaitPort() {
        running().await(settings.startTimeout()).port(address.port());
    }

    JavaProcess running() {
        JavaProcess current = process;
        if (current == null) {
            throw new IllegalStateException("Kafka node " + id() + " was never started");
        }
        return current;
    }

    private Path propertiesFile() {
        return dir.resolve("server.properties");
    }
}
