package dev.longshore.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSizeTest {
    private static final int MOST_LINES = 300;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void mainFilesFitInThreeHundredLines() throws IOException {
        assertThat(tooLong(ROOT, allowed(ROOT))).as("split them, or name them with a reason in config/long-files.txt").isEmpty();
    }

    @Test
    void theListOfLongFilesNamesOnlyFilesThatAreLong() throws IOException {
        assertThat(tooLong(ROOT, Set.of())).extracting(line -> line.replaceAll(": .*", "")).containsAll(allowed(ROOT));
    }

    @Test
    void aFileOfOneLineMoreIsFoundUnlessListed(@TempDir Path root) throws IOException {
        write(root.resolve("module/src/main/java/Fits.java"), MOST_LINES);
        write(root.resolve("module/src/main/java/TooLong.java"), MOST_LINES + 1);
        write(root.resolve("module/src/test/java/LongTest.java"), MOST_LINES + 1);

        assertThat(tooLong(root, Set.of())).containsExactly("module/src/main/java/TooLong.java: 301 lines");
        assertThat(tooLong(root, Set.of("module/src/main/java/TooLong.java"))).isEmpty();
    }

    private static List<String> tooLong(Path root, Set<String> allowed) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceSizeTest::javaFiles)
                    .filter(file -> lines(file) > MOST_LINES)
                    .filter(file -> !allowed.contains(name(root, file)))
                    .map(file -> name(root, file) + ": " + lines(file) + " lines")
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> allowed(Path root) throws IOException {
        try (Stream<String> lines = Files.lines(root.resolve("config/long-files.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.replaceAll(":.*", "").strip())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static void write(Path file, int lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "\n".repeat(lines));
    }
}
