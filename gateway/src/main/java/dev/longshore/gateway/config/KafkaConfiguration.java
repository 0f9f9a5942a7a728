package dev.longshore.gateway.config;

import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.publish.JobTopic;
import dev.longshore.gateway.publish.KafkaJobTopic;
import dev.longshore.gateway.publish.Publishing;
import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Reading;
import dev.longshore.gateway.state.Watches;
import dev.longshore.gateway.web.EventsController;
import dev.longshore.gateway.web.Lookup;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What reads and writes the topics, and what is told of it. */
@Configuration(proxyBeanMethods = false)
public class KafkaConfiguration {
    @Bean
    JobTopic jobTopic(Settings settings, UploadClient client) {
        return new KafkaJobTopic(settings, client);
    }

    @Bean
    Reading reading(Settings settings, Board board, Watches watches) {
        return new Reading(settings, board, watches);
    }

    @Bean
    Lookup lookup(Board board, GatewayProperties properties, Reading reading) {
        return new Lookup(board, properties.lookupWait(), reading::caughtUp);
    }

    /** Part of the readiness: a gateway that hasn't read all states answers about few uploads. */
    @Bean
    HealthIndicator gateway(Reading reading) {
        return () -> {
            String problem = reading.problem();
            return reading.caughtUp()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("problem", problem == null ? "" : problem).build();
        };
    }

    @Bean
    MeterBinder gatewayMeters(Board board, Publishing publishing, EventsController events) {
        return registry -> {
            Gauge.builder("longshore.gateway.uploads", board, Board::size).description("Uploads held in memory").register(registry);
            Gauge.builder("longshore.gateway.publishing", publishing, Publishing::underWay)
                    .description("Jobs that Kafka has yet to acknowledge")
                    .register(registry);
            Gauge.builder("longshore.gateway.streams", events, EventsController::open)
                    .description("Open streams of events")
                    .register(registry);
        };
    }
}
