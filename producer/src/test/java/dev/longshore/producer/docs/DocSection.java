package dev.longshore.producer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A generated part of a Markdown file, between {@code <!-- generated: NAME -->} and {@code <!-- end: NAME -->}.
 *
 * <p>A test that calls {@link #mustBe} fails when the part is stale; run it with {@code -Dlongshore.docs.update=true} to write it anew.
 */
public final class DocSection {
    private static final String UPDATE = "longshore.docs.update";

    private final Path file;
    private final String begin;
    private final String end;

    private DocSection(Path file, String name) {
        this.file = file;
        this.begin = "<!-- generated: " + name + " -->";
        this.end = "<!-- end: " + name + " -->";
    }

    /** @param file below the project's {@code docs} folder */
    public static DocSection of(String file, String name) {
        Path docs = Path.of("..", "docs");
        return new DocSection(docs.resolve(file), name);
    }

    /** Fails unless the section holds just this, or writes it where that is asked for. */
    public void mustBe(String content) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        assertThat(from).as("%s has the marker %s", file, begin).isNotNegative();
        assertThat(to).as("%s has the marker %s", file, end).isGreaterThan(from);
        String wanted = "\n\n" + content.strip() + "\n\n";
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, text.substring(0, from + begin.length()) + wanted + text.substring(to));
            return;
        }
        assertThat(text.substring(from + begin.length(), to))
                .as("the section \"%s\" of %s; write it anew with: mvn test -D%s=true", begin, file, UPDATE)
                .isEqualTo(wanted);
    }
}
