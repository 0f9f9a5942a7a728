package dev.longshore.producer.cli;

import dev.longshore.producer.client.Settings;
import dev.longshore.wire.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where Kafka is; the same for every command. */
final class ConnectionOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:LONGSHORE_BOOTSTRAP_SERVER:-127.0.0.1:9092}",
            description = "Kafka brokers to begin with, separated by commas. Default: $LONGSHORE_BOOTSTRAP_SERVER, or 127.0.0.1:9092.")
    private String bootstrapServer = "";

    @Option(names = "--command-config", paramLabel = "FILE",
            description = "Properties for the Kafka clients, such as those for TLS and SASL.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:LONGSHORE_TOPIC_PREFIX:-" + Topics.DEFAULT_PREFIX + "}",
            description = "What the topics' names begin with. Default: $LONGSHORE_TOPIC_PREFIX, or " + Topics.DEFAULT_PREFIX)
    private String topicPrefix = "";

    Settings settings() {
        return Settings.of(bootstrapServer).withKafka(commandConfig == null ? Map.of() : read(commandConfig)).withTopicPrefix(topicPrefix);
    }

    private Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Can't read --command-config " + file + ": " + e.getMessage());
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
