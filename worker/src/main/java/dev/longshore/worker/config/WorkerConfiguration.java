package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.broker.BrokerCheck;
import dev.longshore.worker.broker.GroupKind;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What both roles share. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

    @Bean
    GroupKind groupKind(LongshoreProperties properties, KafkaProperties kafka) {
        return switch (properties.queue()) {
            case SHARE -> GroupKind.SHARE;
            case CLASSIC -> GroupKind.CLASSIC;
            case AUTO -> offered(kafka, Names.ledgerApplication(properties.topics().prefix()));
        };
    }

    private static GroupKind offered(KafkaProperties kafka, String ledgerGroup) {
        try (Admin admin = new KafkaClients(kafka).admin()) {
            return new BrokerCheck(admin, ledgerGroup).choose();
        }
    }

    @Bean
    Topics topics(LongshoreProperties properties, GroupKind kind) {
        Topics topics = new Topics(properties.topics().prefix());
        return kind == GroupKind.CLASSIC ? topics.classic() : topics;
    }

    @Bean
    Names names(LongshoreProperties properties, Topics topics) {
        return new Names(topics.prefix(), topics.tasks(), WorkerName.of(properties.workerName()));
    }
}
