package dev.longshore.gateway.config;

import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.publish.Publishing;
import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Watches;
import java.time.InstantSource;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What needs no Kafka. */
@Configuration(proxyBeanMethods = false)
public class GatewayConfiguration {
    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean(destroyMethod = "")
    Watches watches() {
        return new Watches();
    }

    @Bean
    Board board(GatewayProperties properties, Watches watches, InstantSource clock) {
        return new Board(properties.maxUploads(), watches, clock);
    }

    @Bean
    Publishing publishing(GatewayProperties properties) {
        return new Publishing(properties.maxPublishing(), properties.publishTimeout());
    }

    /** An upload's id may hold slashes, encoded in the path. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
