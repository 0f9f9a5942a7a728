package dev.longshore.producer.doctor;

import dev.longshore.producer.client.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Makes all the checks, in the order in which they depend on each other. */
public final class Doctor {
    private static final Pattern ROOT = Pattern.compile("LONGSHORE_SOURCE_ROOTS_([A-Z0-9_]+)");

    private final Settings settings;
    private final Map<String, String> environment;
    private final InstantSource clock;

    public Doctor(Settings settings, Map<String, String> environment, InstantSource clock) {
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * @param given media folders by name, besides those of the environment
     * @param probeTopic whether a topic may be created and deleted to compare clocks with a broker
     * @param vodEndpoint host and port instead of the environment's or VOD's own; empty if none
     * @param told is told each check as it is made
     */
    public void examine(Map<String, Path> given, boolean probeTopic, String vodEndpoint, Consumer<Check> told) throws InterruptedException {
        kafka(probeTopic, told);
        Map<String, Path> roots = new TreeMap<>(given);
        environment.forEach((name, folder) -> {
            Matcher root = ROOT.matcher(name);
            if (root.matches()) {
                roots.putIfAbsent(root.group(1).toLowerCase(Locale.ROOT), Path.of(folder));
            }
        });
        new HostChecks(roots, environment).run().forEach(told);
        String endpoint =
                vodEndpoint.isEmpty() ? environment.getOrDefault("LONGSHORE_VOD_ENDPOINT", VodCall.DEFAULT_ENDPOINT) : vodEndpoint;
        VodCall call = new VodCall(
                environment.getOrDefault("LONGSHORE_VOD_SCHEME", "https"), endpoint,
                environment.getOrDefault("LONGSHORE_VOD_REGION", "ap-guangzhou"));
        new ServiceChecks(call, environment, clock).run().forEach(told);
    }

    private void kafka(boolean probeTopic, Consumer<Check> told) {
        try (Admin admin = Admin.create(settings.admin())) {
            var brokers = new BrokerChecks(
                    admin, settings.bootstrapServers(), environment.getOrDefault("LONGSHORE_QUEUE", "auto").toLowerCase(Locale.ROOT));
            var broker = brokers.run();
            broker.forEach(told);
            if (broker.getFirst().level() == Check.Level.FAIL) {
                return;
            }
            new TopicChecks(admin, brokers.classic() ? settings.topics().classic() : settings.topics()).run().forEach(told);
            if (!brokers.classic()) {
                new GroupChecks(admin, settings.topics()).run().forEach(told);
            }
            if (probeTopic) {
                told.accept(new BrokerClock(settings, admin, clock).measure());
            } else {
                told.accept(
                        Check.warn("clock against Kafka", "not measured", "--probe-topic measures it with a topic that is deleted again."));
            }
        } catch (KafkaException e) {
            told.accept(Check.fail("broker", String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                    "Correct --bootstrap-server or --command-config."));
        }
    }
}
