package dev.longshore.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rewrite the document with {@code -Dlongshore.docs.update=true}. */
class FlowDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "flow.md");

    @Test
    void theDocumentShowsTheTableThatRuns() throws IOException {
        String before = Files.readString(DOCUMENT);
        String after = replaced(replaced(before, "states", FlowDocument.diagram()), "transitions", FlowDocument.table());

        if (Boolean.getBoolean("longshore.docs.update")) {
            Files.writeString(DOCUMENT, after);
        } else {
            assertThat(before).as("docs/flow.md is stale: run this test with -Dlongshore.docs.update=true").isEqualTo(after);
        }
    }

    /** Replaces what stands between the section's marker comments. */
    private static String replaced(String document, String section, String text) {
        String begin = "<!-- generated: " + section + " -->\n";
        String end = "<!-- end: " + section + " -->";
        assertThat(document).contains(begin, end);
        int from = document.indexOf(begin) + begin.length();
        return document.substring(0, from) + text + document.substring(document.indexOf(end));
    }
}
