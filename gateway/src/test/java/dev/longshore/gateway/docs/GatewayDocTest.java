package dev.longshore.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.gateway.properties.GatewayProperties;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Run with {@code -Dlongshore.docs.update=true} to write the table anew. */
class GatewayDocTest {
    private static final Path DOC = Path.of("../docs/gateway.md");
    private static final String BEGIN = "<!-- generated: gateway -->";
    private static final String END = "<!-- end: gateway -->";

    @Test
    void everyPropertyIsDocumentedFromItsMetadata() throws Exception {
        Map<String, JsonNode> properties = new TreeMap<>();
        try (InputStream in = GatewayProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            new JsonMapper().readTree(in).get("properties").forEach(property -> properties.put(property.get("name").asString(), property));
        }
        StringBuilder table = new StringBuilder("\n\n| property | default | meaning |\n|---|---|---|\n");
        properties.forEach((name, property) -> table.append("| `")
                .append(name)
                .append("` | ")
                .append(value(property.get("defaultValue")))
                .append(" | ")
                .append(property.get("description").asString())
                .append(" |\n"));
        table.append('\n');
        String text = Files.readString(DOC);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (Boolean.getBoolean("longshore.docs.update")) {
            Files.writeString(DOC, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to)).isEqualTo(table.toString());
        }
    }

    private static String value(JsonNode value) {
        return value == null ? "" : "`" + value.asString() + "`";
    }
}
