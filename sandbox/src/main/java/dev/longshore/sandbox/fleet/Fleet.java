package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import dev.longshore.sandbox.process.JavaProgram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Kafka, emulator and workers, started in that order and stopped in the other; nothing outlives this process. */
public final class Fleet implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final @Nullable KafkaCluster kafka;
    private final String bootstrapServers;
    private final EmulatorProcess emulator;
    private final WorkerCommand command;

    private Fleet(FleetSettings settings, @Nullable String elsewhere) {
        this.emulator = EmulatorProcess.start(settings.dir(), settings.emulatorArgs());
        parts.push(emulator);
        if (elsewhere == null) {
            KafkaCluster own = kafka(settings);
            parts.push(own);
            this.kafka = own;
            this.bootstrapServers = own.bootstrapServers();
        } else {
            this.kafka = null;
            this.bootstrapServers = elsewhere;
        }
        this.command =
                new WorkerCommand(settings, bootstrapServers, emulator.vodEndpoint(), emulator.cosEndpoint(), emulator.scheme());
    }

    private KafkaCluster kafka(FleetSettings settings) {
        try {
            return KafkaCluster.start(KafkaClusterSettings.ofNodes(settings.brokers())
                    .withRelease(settings.release())
                    .withDir(settings.dir().resolve("kafka"))
                    .withJvmOptions(settings.fullSpeed() ? KafkaClusterSettings.FULL_SPEED : KafkaClusterSettings.QUICK_START));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts Kafka and the emulator; workers are added by {@link #addWorkers}. */
    public static Fleet start(FleetSettings settings) {
        return new Fleet(settings, null);
    }

    /**
     * Starts the emulator; workers are added by {@link #addWorkers}.
     *
     * @param bootstrapServers of a Kafka that runs elsewhere, and that is left running
     */
    public static Fleet start(FleetSettings settings, String bootstrapServers) {
        return new Fleet(settings, bootstrapServers);
    }

    /** Starts workers side by side and returns when all are ready. */
    public List<WorkerProcess> addWorkers(String... names) {
        List<WorkerProcess> added = new ArrayList<>();
        for (String name : names) {
            added.add(startWorker(name));
        }
        added.forEach(WorkerProcess::awaitReady);
        return added;
    }

    /** Starts a worker without waiting for it. */
    public WorkerProcess startWorker(String name) {
        return start(name, command, UnaryOperator.identity());
    }

    /** Starts a worker that differs from the others, without waiting for it. */
    public WorkerProcess startWorker(String name, UnaryOperator<JavaProgram> change) {
        return start(name, command, change);
    }

    /**
     * Starts a worker, without waiting for it, that reaches both services by another address.
     *
     * @param endpoint host and port, of a proxy in front of the emulator for example
     */
    public WorkerProcess startWorker(String name, String endpoint) {
        return start(name, command.through(endpoint), UnaryOperator.identity());
    }

    private WorkerProcess start(String name, WorkerCommand how, UnaryOperator<JavaProgram> change) {
        WorkerProcess worker = WorkerProcess.start(name, how, change);
        parts.push(worker);
        workers.add(worker);
        return worker;
    }

    /** Starts an HTTP gateway and returns when it has read all states. Whoever has the token may call it. */
    public GatewayProcess addGateway(String name, String token, String... args) {
        GatewayProcess gateway = GatewayProcess.start(name, command, token, args);
        parts.push(gateway);
        return gateway.awaitReady();
    }

    public List<WorkerProcess> workers() {
        return List.copyOf(workers);
    }

    public WorkerProcess worker(String name) {
        return workers.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no worker " + name));
    }

    /** @throws IllegalStateException if its Kafka runs elsewhere */
    public KafkaCluster kafka() {
        if (kafka == null) {
            throw new IllegalStateException("Kafka is not a part of this fleet");
        }
        return kafka;
    }

    public EmulatorProcess emulator() {
        return emulator;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("could not stop a part of the sandbox: " + e);
            }
        }
    }
}
