package dev.longshore.producer.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void theGuaranteesCannotBeConfiguredAway() {
        Settings settings = Settings.of("host:9092")
                .withKafka(Map.of(
                        "acks", "0", "enable.idempotence", "false", "isolation.level", "read_uncommitted", "group.id", "g",
                        "auto.offset.reset", "none", "enable.auto.commit", "true", "bootstrap.servers", "other:1"));
        assertThat(settings.producer()).containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("bootstrap.servers", "host:9092");
        assertThat(settings.consumer())
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("allow.auto.create.topics", "false")
                .doesNotContainKey("group.id");
    }

    @Test
    void whatElseTheCallerSetsReachesTheClients() {
        Settings settings = Settings.of("host:9092").withKafka(Map.of("security.protocol", "SASL_SSL", "max.block.ms", "5"));
        assertThat(settings.producer()).containsEntry("security.protocol", "SASL_SSL").containsEntry("max.block.ms", "5");
        assertThat(settings.consumer()).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void theAdministrationsPropertiesAreOnesThatKafkaTakes() {
        Admin.create(Settings.of("127.0.0.1:1").admin()).close();
        Admin.create(Settings.of("127.0.0.1:1").withKafka(Map.of("request.timeout.ms", "45000")).admin()).close();
        assertThat(Settings.of("127.0.0.1:1").admin()).containsEntry("default.api.timeout.ms", "10000");
    }

    @Test
    void thePrefixNamesTheTopics() {
        assertThat(Settings.of("h:1").topics().jobs()).isEqualTo("longshore.jobs");
        assertThat(Settings.of("h:1").withTopicPrefix("eu.").topics().jobs()).isEqualTo("eu.jobs");
    }

    @Test
    void passwordsAreNotPrinted() {
        assertThat(Settings.of("h:1").withKafka(Map.of("sasl.jaas.config", "password=\"pelican\""))).asString()
                .contains("h:1")
                .doesNotContain("pelican");
    }
}
