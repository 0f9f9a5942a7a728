package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.broker.KafkaRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * @param dir where logs, Kafka's data, the workers' stores and the stored media go
 * @param workerJar the workers' executable jar
 * @param roots folders that jobs may name, by name
 * @param brokers nodes of Kafka, 1 or 3
 * @param release of Kafka
 * @param emulatorArgs further options of the emulator
 * @param workerArgs further properties of every worker, as {@code --name=value}
 * @param fullSpeed whether brokers and workers run with the JVM's optimizing compiler: for measuring, since they take longer to start and to warm up
 */
public record FleetSettings(
        Path dir,
        Path workerJar,
        Map<String, Path> roots,
        int brokers,
        KafkaRelease release,
        List<String> emulatorArgs,
        List<String> workerArgs,
        boolean fullSpeed) {
    public FleetSettings {
        roots = Map.copyOf(roots);
        emulatorArgs = List.copyOf(emulatorArgs);
        workerArgs = List.copyOf(workerArgs);
    }

    /** One broker, nothing special. */
    public static FleetSettings in(Path dir, Path workerJar, Map<String, Path> roots) {
        return new FleetSettings(dir, workerJar, roots, 1, KafkaRelease.CURRENT, List.of(), List.of(), false);
    }

    public FleetSettings withEmulatorArgs(String... args) {
        return new FleetSettings(dir, workerJar, roots, brokers, release, List.of(args), workerArgs, fullSpeed);
    }

    public FleetSettings withWorkerArgs(String... args) {
        return new FleetSettings(dir, workerJar, roots, brokers, release, emulatorArgs, List.of(args), fullSpeed);
    }

    public FleetSettings withBrokers(int nodes) {
        return new FleetSettings(dir, workerJar, roots, nodes, release, emulatorArgs, workerArgs, fullSpeed);
    }

    public FleetSettings withKafka(KafkaRelease wanted) {
        return new FleetSettings(dir, workerJar, roots, brokers, wanted, emulatorArgs, workerArgs, fullSpeed);
    }

    public FleetSettings withFullSpeed(boolean wanted) {
        return new FleetSettings(dir, workerJar, roots, brokers, release, emulatorArgs, workerArgs, wanted);
    }
}
