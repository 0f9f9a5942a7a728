package dev.longshore.e2e;

import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import java.nio.file.Path;
import java.util.Map;

/**
 * The fleet of a test that doesn't say by itself which Kafka it is about: the current one, or what the system property {@code longshore.e2e.kafka} names
 * ({@code 3.9}), so that the same tests go over brokers without share groups.
 */
public final class TestFleet {
    public static final KafkaRelease RELEASE =
            new KafkaRelease.Converter().convert(System.getProperty("longshore.e2e.kafka", KafkaRelease.CURRENT.toString()));

    /** What task topics' names begin with. */
    public static final String TASKS = RELEASE == KafkaRelease.CURRENT ? "longshore." : "longshore.classic.";

    private TestFleet() {}

    /** @param dir an empty folder for the fleet's own files */
    public static FleetSettings in(Path dir, Map<String, Path> roots) {
        return FleetSettings.in(dir, WorkerJar.find(), roots).withKafka(RELEASE);
    }
}
