package dev.longshore.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.producer.client.ClientOptions;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.KafkaAdmin;

class LongshoreClientAutoConfigurationTest {
    private final ApplicationContextRunner alone =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LongshoreClientAutoConfiguration.class));
    private final ApplicationContextRunner withSpringKafka = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LongshoreClientAutoConfiguration.class, KafkaAutoConfiguration.class));

    @Test
    void itsOwnPropertiesConnectTheClient() {
        alone.withClassLoader(new FilteredClassLoader(KafkaAdmin.class))
                .withPropertyValues(
                        "longshore.client.bootstrap-servers=127.0.0.1:9092,127.0.0.2:9092", "longshore.client.topic-prefix=eu.",
                        "longshore.client.properties.security.protocol=SSL")
                .run(context -> {
                    assertThat(context).hasSingleBean(UploadClient.class);
                    Settings settings = context.getBean(Settings.class);
                    assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092,127.0.0.2:9092");
                    assertThat(settings.topics().jobs()).isEqualTo("eu.jobs");
                    assertThat(settings.kafka()).isEqualTo(Map.of("security.protocol", "SSL"));
                });
    }

    @Test
    void springKafkasConnectionIsTheClientsUnlessItHasItsOwn() {
        withSpringKafka
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=127.0.0.3:9092", "spring.kafka.security.protocol=SSL",
                        "spring.kafka.properties.client.rack=r1")
                .run(context -> {
                    Settings settings = context.getBean(Settings.class);
                    assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.3:9092");
                    assertThat(settings.kafka()).containsEntry("security.protocol", "SSL")
                            .containsEntry("client.rack", "r1");
                });
        withSpringKafka
                .withPropertyValues("spring.kafka.bootstrap-servers=127.0.0.3:9092", "longshore.client.bootstrap-servers=127.0.0.4:9092")
                .run(context -> assertThat(context.getBean(Settings.class).bootstrapServers()).isEqualTo("127.0.0.4:9092"));
    }

    @Test
    void withoutAnAddressTheStartFailsWithTheWayOut() {
        alone.withClassLoader(new FilteredClassLoader(KafkaAdmin.class))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("longshore.client.bootstrap-servers"));
    }

    @Test
    void itCanBeSwitchedOffAndReplaced() {
        alone.withPropertyValues("longshore.client.enabled=false").run(context -> assertThat(context).doesNotHaveBean(UploadClient.class));
        alone.withBean(Settings.class, () -> Settings.of("127.0.0.9:9092"))
                .run(context -> assertThat(context.getBean(Settings.class).bootstrapServers()).isEqualTo("127.0.0.9:9092"));
    }

    @Test
    void theDefaultsAreTheLibrarys() {
        alone.withPropertyValues("longshore.client.bootstrap-servers=127.0.0.1:9092").run(context -> {
            ClientOptions options = context.getBean(LongshoreClientProperties.class).options();
            assertThat(options).isEqualTo(ClientOptions.defaults());
        });
        alone.withPropertyValues("longshore.client.bootstrap-servers=127.0.0.1:9092", "longshore.client.timeout=2h",
                "longshore.client.max-in-flight=5")
                .run(context -> assertThat(context.getBean(LongshoreClientProperties.class).options())
                        .isEqualTo(ClientOptions.defaults().withMaxInFlight(5).withTimeout(Duration.ofHours(2))));
    }

    @Test
    void aBadValueIsRefusedByName() {
        alone.withPropertyValues("longshore.client.bootstrap-servers=127.0.0.1:9092", "longshore.client.max-in-flight=0")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("maxInFlight"));
    }

    @Test
    void theClientIsClosedWithTheContext() {
        UploadClient[] client = new UploadClient[1];
        alone.withPropertyValues("longshore.client.bootstrap-servers=127.0.0.1:1")
                .run(context -> client[0] = context.getBean(UploadClient.class));
        assertThatThrownBy(() -> client[0].submit(dev.longshore.job.UploadJob.of("a", "/a.mp4")).result().get())
                .hasMessageContaining("The client was closed");
    }

    @Test
    void everyPropertyHasItsMeaningInTheMetadata() throws IOException {
        try (InputStream in = LongshoreClientProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var component : LongshoreClientProperties.class.getRecordComponents()) {
                String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
                assertThat(metadata).containsPattern(
                        "\"name\": \"longshore\\.client\\." + name + "\",\\s+\"type\": \"[^\"]+\",\\s+\"description\": \"");
            }
        }
    }
}
