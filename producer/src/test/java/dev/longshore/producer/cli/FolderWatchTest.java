package dev.longshore.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");

    @TempDir
    private Path dir = Path.of("");

    private final List<String> complete = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private FolderWatch watch;

    @BeforeEach
    void watch() {
        watch = new FolderWatch(List.of(new Folder(dir, _ -> true)), Duration.ofSeconds(10));
    }

    @Test
    void aFileIsPassedOnOnceWhenItHasStayedAsItIs() throws IOException {
        Files.writeString(dir.resolve("a.mp4"), "one");
        look(0);
        look(9);
        assertThat(complete).isEmpty();
        look(10);
        look(20);
        assertThat(complete).containsExactly("a.mp4");
    }

    @Test
    void aFileThatGrowsIsWaitedFor() throws IOException {
        Files.writeString(dir.resolve("a.mp4"), "one");
        look(0);
        Files.writeString(dir.resolve("a.mp4"), "one two");
        look(10);
        assertThat(complete).isEmpty();
        look(20);
        assertThat(complete).containsExactly("a.mp4");
    }

    @Test
    void aFileThatWasReplacedIsPassedOnAgain() throws IOException {
        Files.writeString(dir.resolve("a.mp4"), "one");
        look(0);
        look(10);
        Files.writeString(dir.resolve("a.mp4"), "another");
        look(20);
        look(30);
        assertThat(complete).containsExactly("a.mp4", "a.mp4");
    }

    @Test
    void hiddenEmptyAndLinkedFilesAreLeftOut() throws IOException {
        Files.createDirectories(dir.resolve("below/.hidden"));
        Files.writeString(dir.resolve("below/a.mp4"), "a");
        Files.writeString(dir.resolve("below/.hidden/b.mp4"), "b");
        Files.writeString(dir.resolve(".c.mp4.part"), "c");
        Files.createFile(dir.resolve("empty.mp4"));
        Files.createSymbolicLink(dir.resolve("link.mp4"), dir.resolve("below/a.mp4"));
        look(0);
        look(10);
        assertThat(complete).containsExactly("a.mp4");
        assertThat(problems).isEmpty();
    }

    @Test
    void aFolderThatIsGoneIsToldAndLookedForAgain() throws IOException {
        watch = new FolderWatch(List.of(new Folder(dir.resolve("later"), _ -> true)), Duration.ZERO);
        look(0);
        assertThat(problems).hasSize(1);
        Files.createDirectories(dir.resolve("later"));
        Files.writeString(dir.resolve("later/a.mp4"), "a");
        look(1);
        assertThat(complete).containsExactly("a.mp4");
    }

    private void look(long second) throws IOException {
        watch.look(NOON.plusSeconds(second), (file, _) -> complete.add(file.getFileName().toString()),
                (path, why) -> problems.add(path + why));
    }
}
