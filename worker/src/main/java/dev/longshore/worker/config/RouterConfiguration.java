package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.router.ReplyRouter;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.FixedBackOff;

/** Reply topics: part of the ledger role, and only where the allow-list names any. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(LongshoreProperties.Role.LEDGER)
@Conditional(OnReplyTopicsCondition.class)
class RouterConfiguration {
    private static final long RETRY_MILLIS = 1000;

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> replyRouter(
            LongshoreProperties properties, Topics topics, Names names, KafkaProperties kafka) {
        Map<String, Object> consumer = kafka.buildConsumerProperties();
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, names.routerGroup());
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        ContainerProperties container = new ContainerProperties(topics.results(), topics.errors());
        ReplyRouter router = router(properties, kafka);
        container.setMessageListener((MessageListener<byte[], byte[]>) router::route);
        var listener = new ConcurrentMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()), container);
        listener.setCommonErrorHandler(new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
        listener.setBeanName("reply-router");
        return listener;
    }

    private static ReplyRouter router(LongshoreProperties properties, KafkaProperties kafka) {
        var producers = new DefaultKafkaProducerFactory<>(
                kafka.buildProducerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        var allowed = properties.router().replyTopics().stream().map(Pattern::compile).toList();
        return new ReplyRouter(new KafkaTemplate<>(producers), Admin.create(kafka.buildAdminProperties()), allowed);
    }
}
