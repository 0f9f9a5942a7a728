package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.config.LongshoreProperties.LedgerProperties;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.kafka.LedgerRuntime;
import dev.longshore.worker.ledger.kafka.LedgerTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(LongshoreProperties.Role.LEDGER)
class LedgerConfiguration {

    @Bean
    LedgerPolicy ledgerPolicy(LongshoreProperties properties) {
        LedgerProperties ledger = properties.ledger();
        return new LedgerPolicy(
                properties.lease(),
                ledger.maxAttempts(),
                ledger.maxLosses(),
                ledger.backoffFirst(),
                ledger.backoffMost(),
                ledger.dedupeWindow(),
                ledger.sliceBudget(),
                ledger.sliceParallelism(),
                ledger.concurrentUploadNumber(),
                ledger.queueGrace());
    }

    @Bean(destroyMethod = "")
    LedgerRuntime ledgerRuntime(
            LongshoreProperties properties, Topics topics, LedgerPolicy policy, KafkaProperties kafka, Names names) {
        var settings = new KafkaClients(kafka)
                .streams(names.ledgerApplication(), names.worker(), properties.ledger(), properties.topics().replication());
        return new LedgerRuntime(LedgerTopology.build(topics, policy, properties.ledger().commitPause()), settings);
    }

    @Bean(destroyMethod = "close")
    KafkaStreamsMetrics ledgerMetrics(LedgerRuntime runtime, MeterRegistry registry) {
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(runtime.streams());
        metrics.bindTo(registry);
        return metrics;
    }
}
