package dev.longshore.worker.config;

import dev.longshore.wire.Topics;
import dev.longshore.worker.broker.GroupKind;
import dev.longshore.worker.config.LongshoreProperties.LedgerProperties;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.kafka.LedgerRuntime;
import dev.longshore.worker.ledger.kafka.LedgerTopology;
import dev.longshore.worker.metrics.LedgerMeters;
import java.time.Duration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger role. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(LongshoreProperties.Role.LEDGER)
class LedgerConfiguration {
    private static final Duration SHARE_GRACE = LedgerPolicy.DEFAULT.queueGrace();

    /** A busy worker's partitions fall behind those of others, by as much as it has more to do. */
    private static final Duration CLASSIC_GRACE = Duration.ofMinutes(15);

    @Bean
    LedgerPolicy ledgerPolicy(LongshoreProperties properties, GroupKind kind) {
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
                ledger.queueGrace() != null ? ledger.queueGrace() : kind == GroupKind.SHARE ? SHARE_GRACE : CLASSIC_GRACE);
    }

    @Bean(destroyMethod = "")
    LedgerRuntime ledgerRuntime(
            LongshoreProperties properties, Topics topics, LedgerPolicy policy, KafkaProperties kafka, GroupKind kind,
            Names names, LedgerMeters meters) {
        var settings = new KafkaClients(kafka)
                .streams(kind, names.ledgerApplication(), names.worker(), properties.ledger(), properties.topics().replication());
        return new LedgerRuntime(LedgerTopology.build(topics, policy, properties.ledger().commitPause(), meters), settings);
    }
}
