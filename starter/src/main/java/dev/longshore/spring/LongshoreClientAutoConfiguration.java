package dev.longshore.spring;

import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** An {@link UploadClient}, connected by {@code longshore.client.*}, or else as spring-kafka is. Either bean can be replaced by the application's own. */
@AutoConfiguration(afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBooleanProperty(name = "longshore.client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LongshoreClientProperties.class)
public class LongshoreClientAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    UploadClient longshoreUploadClient(Settings settings, LongshoreClientProperties properties) {
        return UploadClient.open(settings, properties.options());
    }

    /** spring-kafka is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(KafkaAdmin.class)
    static class WithSpringKafka {
        @Bean
        @ConditionalOnMissingBean
        Settings longshoreSettings(LongshoreClientProperties properties, ObjectProvider<KafkaAdmin> kafka) {
            KafkaAdmin admin = kafka.getIfAvailable();
            return settings(properties, admin == null ? Map.of() : KafkaTexts.of(admin.getConfigurationProperties()));
        }
    }

    /** spring-kafka is not there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.kafka.core.KafkaAdmin")
    static class Alone {
        @Bean
        @ConditionalOnMissingBean
        Settings longshoreSettings(LongshoreClientProperties properties) {
            return settings(properties, Map.of());
        }
    }

    static Settings settings(LongshoreClientProperties properties, Map<String, String> springKafka) {
        Map<String, String> all = new HashMap<>(springKafka);
        String inherited = all.remove("bootstrap.servers");
        all.putAll(properties.properties());
        String servers = properties.bootstrapServers().isEmpty() ? inherited : String.join(",", properties.bootstrapServers());
        if (servers == null) {
            throw new IllegalStateException("Where is Kafka? Set longshore.client.bootstrap-servers or spring.kafka.bootstrap-servers.");
        }
        return new Settings(servers, all, new Topics(properties.topicPrefix()));
    }
}
