package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Kafka, emulator and workers, started in that order and stopped in the other; nothing outlives this process. */
public final class Fleet implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final KafkaCluster kafka;
    private final EmulatorProcess emulator;
    private final WorkerCommand command;

    private Fleet(FleetSettings settings) {
        this.emulator = EmulatorProcess.start(settings.dir(), settings.emulatorArgs());
        parts.push(emulator);
        this.kafka = kafka(settings);
        parts.push(kafka);
        this.command = new WorkerCommand(settings, kafka.bootstrapServers(), emulator);
    }

    private KafkaCluster kafka(FleetSettings settings) {
        try {
            return KafkaCluster.start(KafkaClusterSettings.ofNodes(settings.brokers())
                    .withDir(settings.dir().resolve("kafka"))
                    .withJvmOptions(settings.fullSpeed() ? KafkaClusterSettings.FULL_SPEED : KafkaClusterSettings.QUICK_START));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts Kafka and the emulator; workers are added by {@link #addWorkers}. */
    public static Fleet start(FleetSettings settings) {
        return new Fleet(settings);
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
        return startWorkerWith(name);
    }

    /** The same with further properties of its own, as {@code --name=value}. */
    public WorkerProcess startWorkerWith(String name, String... args) {
        WorkerProcess worker = WorkerProcess.start(name, command, args);
        parts.push(worker);
        workers.add(worker);
        return worker;
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

    public KafkaCluster kafka() {
        return kafka;
    }

    public EmulatorProcess emulator() {
        return emulator;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
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
