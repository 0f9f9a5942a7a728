package dev.longshore.worker.config;

import dev.longshore.worker.config.WorkerLife.UploaderRole;
import dev.longshore.worker.ledger.kafka.LedgerRuntime;
import dev.longshore.worker.metrics.LedgerMeters;
import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.Metric;
import dev.longshore.worker.metrics.StandingMeters;
import dev.longshore.worker.metrics.kafka.RestoreMeters;
import dev.longshore.worker.time.Clocks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a worker tells of itself: docs/metrics.md. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }

    @Bean
    MeterBinder workerInfo(Meters meters, LongshoreProperties properties, Names names) {
        String roles =
                properties.roles().stream().sorted().map(role -> role.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(","));
        return _ -> meters.gauge(Metric.WORKER_INFO, () -> 1, names.worker(), roles);
    }

    /** The ledger's. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(LongshoreProperties.Role.LEDGER)
    static class OfTheLedger {

        @Bean
        LedgerMeters ledgerMeters(Meters meters) {
            return new LedgerMeters(meters, new StandingMeters(meters, Clocks.REAL.instants()));
        }

        @Bean(destroyMethod = "close")
        KafkaStreamsMetrics streamsMetrics(LedgerRuntime ledger, Meters meters, LongshoreProperties properties) {
            ledger.streams().setGlobalStateRestoreListener(new RestoreMeters(meters));
            meters.gauge(Metric.LEDGER_RUNNING, () -> ledger.running() ? 1 : 0);
            Path stores = KafkaClients.stateDir(properties.ledger().stateDir());
            meters.gauge(Metric.LEDGER_DISK_FREE, () -> stores.toFile().getUsableSpace());
            meters.gauge(Metric.LEDGER_DISK_SIZE, () -> stores.toFile().getTotalSpace());
            return new KafkaStreamsMetrics(ledger.streams());
        }
    }

    /** The uploader's. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(LongshoreProperties.Role.UPLOADER)
    static class OfTheUploader {

        @Bean(destroyMethod = "close")
        KafkaClientMetrics reportProducerMetrics(UploaderRole role, Meters meters) {
            meters.gauge(Metric.UPLOADER_RUNNING, () -> role.uploader().running() ? 1 : 0);
            return new KafkaClientMetrics(role.producer());
        }
    }
}
