package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.config.LongshoreProperties.LedgerProperties;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.kafka.LedgerRuntime;
import dev.longshore.worker.ledger.kafka.LedgerTopology;
import dev.longshore.worker.metrics.LedgerMeters;
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
            LongshoreProperties properties, Topics topics, LedgerPolicy policy, KafkaProperties kafka, Names names,
            LedgerMeters meters) {
        var settings = new KafkaClients(kafka)
                .streams(names.ledgerApplication(), names.worker(), properties.ledger(), properties.topics().replication());
        return new LedgerRuntime(LedgerTopology.build(topics, policy, properties.ledger().commitPause(), meters), settings);
    }
}
