package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What both roles share. */
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

    @Bean
    Topics topics(LongshoreProperties properties) {
        return new Topics(properties.topics().prefix());
    }

    @Bean
    Names names(LongshoreProperties properties) {
        return new Names(properties.topics().prefix(), WorkerName.of(properties.workerName()));
    }
}
