package dev.longshore.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.docs.DocSection;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationDocTest {

    @Test
    void everyPropertyIsDocumentedFromItsMetadata() throws Exception {
        Map<String, JsonNode> properties = new TreeMap<>();
        try (InputStream in = LongshoreProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode metadata = new JsonMapper().readTree(in);
            metadata.get("properties").forEach(property -> properties.put(property.get("name").asString(), property));
        }
        assertThat(properties).as("properties with metadata").hasSizeGreaterThan(40);
        assertThat(properties.values()).as("properties without a description").allMatch(property -> property.has("description"));

        StringBuilder table = new StringBuilder("| property | default | meaning |\n|---|---|---|\n");
        properties.forEach((name, property) -> table.append("| `%s` | %s | %s |%n".formatted(
                name, value(property.get("defaultValue")), property.get("description").asString().replace("|", "\\|"))));
        DocSection.of("configuration.md", "properties").mustBe(table.toString());
    }

    private static String value(JsonNode value) {
        if (value == null) {
            return "";
        }
        return "`"
                + (value.isArray()
                        ? value.valueStream().map(JsonNode::asString).reduce((a, b) -> a + ", " + b).orElse("")
                        : value.asString())
                + "`";
    }
}
