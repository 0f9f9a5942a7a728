package dev.longshore.worker.ledger.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a version has put into stores and internal topics, the versions after it read. A folder for each version holds one of each kind; that of the
 * version under way is written anew with {@code -Dlongshore.docs.update=true}, the others stay as they are.
 */
class StoredFormsTest {
    private static final Path ROOT = Path.of("src/test/resources/dev/longshore/worker/ledger/kafka/stored");
    private static final String UNDER_WAY = "0.1";
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeAll
    static void record() throws IOException {
        if (Boolean.getBoolean("longshore.docs.update")) {
            for (StoredForms forms : StoredForms.values()) {
                Path file = ROOT.resolve(UNDER_WAY).resolve(forms.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, forms.lines());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnyVersionHasWrittenIsReadAndNothingIsLostWhenItIsWrittenAgain(StoredForms forms) throws IOException {
        for (Path version : versions()) {
            List<String> lines = Files.readAllLines(version.resolve(forms.file()));
            assertThat(lines).hasSizeGreaterThan(1);
            for (String line : lines) {
                JsonNode stored = JSON.readTree(line);
                assertHolds("", JSON.readTree(forms.again(line.getBytes(UTF_8))), stored);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatThisVersionWritesIsRecorded(StoredForms forms) throws IOException {
        assertThat(Files.readString(ROOT.resolve(UNDER_WAY).resolve(forms.file())))
                .as("what is stored has changed. Once this version is released, record the next one's in a folder of its own; until then run with -Dlongshore.docs.update=true")
                .isEqualTo(forms.lines());
    }

    @Test
    void jobsThatWereAdmittedBeforeAnUpgradeAreCarriedOutAfterIt() throws IOException {
        Ledger ledger = new Ledger(LedgerPolicy.DEFAULT);
        for (Path version : versions()) {
            for (String line : Files.readAllLines(version.resolve(StoredForms.ADMITTED.file()))) {
                assertThat(ledger.decide(null, StoreCodec.readAdmitted(line.getBytes(UTF_8)).message(), NOW).effects()).isNotEmpty();
            }
        }
    }

    @Test
    void aLossWouldShow() {
        JsonNode stored = JSON.readTree("{\"a\":1,\"b\":[{\"c\":2}]}");
        assertHolds("", JSON.readTree("{\"a\":1,\"b\":[{\"c\":2,\"d\":null}],\"e\":3}"), stored);
        assertThatThrownBy(() -> assertHolds("", JSON.readTree("{\"a\":1,\"b\":[{}]}"), stored)).hasMessageContaining("/b/0/c");
        assertThatThrownBy(() -> assertHolds("", JSON.readTree("{\"a\":1,\"b\":[]}"), stored)).hasMessageContaining("/b");
    }

    private static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().toList();
        }
    }

    /** Fields may have come since; none may have gone. */
    private static void assertHolds(String at, JsonNode again, JsonNode stored) {
        if (stored.isObject()) {
            stored.properties().forEach(field -> {
                assertThat(again.has(field.getKey())).as(at + "/" + field.getKey()).isTrue();
                assertHolds(at + "/" + field.getKey(), again.get(field.getKey()), field.getValue());
            });
        } else if (stored.isArray()) {
            assertThat(again.size()).as(at).isEqualTo(stored.size());
            for (int i = 0; i < stored.size(); i++) {
                assertHolds(at + "/" + i, again.get(i), stored.get(i));
            }
        } else {
            assertThat(again).as(at).isEqualTo(stored);
        }
    }
}
