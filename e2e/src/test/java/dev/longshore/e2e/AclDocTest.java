package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** The documented table is the list that the test with a locked Kafka runs with. */
class AclDocTest {
    private static final Path DOC = Path.of("..", "docs", "security.md");
    private static final String BEGIN = "<!-- generated: acls -->";
    private static final String END = "<!-- end: acls -->";

    @Test
    void theTableOfAclsIsTheListThatWasTried() throws IOException {
        String table = "\n\n| who | may | on | for what |\n|---|---|---|---|\n" + AclList.read()
                .entries()
                .stream()
                .map(entry -> "| %s | %s | %s `%s%s` | %s |".formatted(
                        entry.role(), entry.operation(), entry.resource(), entry.name(), entry.pattern() == PatternType.PREFIXED ? "…" : "",
                        entry.why()))
                .collect(Collectors.joining("\n")) + "\n\n";
        String text = Files.readString(DOC);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        assertThat(to).isGreaterThan(from);
        if (Boolean.getBoolean("longshore.docs.update")) {
            Files.writeString(DOC, text.substring(0, from) + table + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to)).as("write it anew with: mvn test -Dlongshore.docs.update=true").isEqualTo(table);
    }

    @Test
    void noEntryOfTheListIsUnknownToKafkaOrGivesEverything() throws IOException {
        assertThat(AclList.read().entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.operation()).isNotIn(AclOperation.UNKNOWN, AclOperation.ALL, AclOperation.ANY);
            assertThat(entry.resource()).isNotIn(ResourceType.UNKNOWN, ResourceType.ANY, ResourceType.CLUSTER);
            assertThat(entry.pattern()).isIn(PatternType.LITERAL, PatternType.PREFIXED);
            assertThat(entry.name()).isNotEqualTo("*");
        });
    }
}
