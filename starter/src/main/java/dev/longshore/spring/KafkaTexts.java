package dev.longshore.spring;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;

/** Properties of Kafka clients as text, in which form the library takes them. */
final class KafkaTexts {
    private KafkaTexts() {}

    /** @throws IllegalStateException if a value has no such form, as those of an SSL bundle */
    static Map<String, String> of(Map<String, Object> properties) {
        Map<String, String> texts = new HashMap<>();
        properties.forEach((name, value) -> texts.put(name, text(name, value)));
        return texts;
    }

    private static String text(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Class<?> type -> type.getName();
            case Password password -> password.value();
            case Collection<?> several -> several.stream().map(each -> text(name, each)).collect(Collectors.joining(","));
            default -> throw new IllegalStateException(
                    "The property " + name + " of spring.kafka can't be passed on to the Longshore client (an SSL bundle?): give the client"
                            + " longshore.client.bootstrap-servers and longshore.client.properties.* instead.");
        };
    }
}
