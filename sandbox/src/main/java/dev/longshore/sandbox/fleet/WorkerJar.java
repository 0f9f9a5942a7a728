package dev.longshore.sandbox.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the workers' executable jar. */
public final class WorkerJar {
    /** Names the checkout, where it isn't found by itself. */
    public static final String HOME = "longshore.home";

    private WorkerJar() {}

    /** @throws IllegalStateException if it was not built */
    public static Path find() {
        Path target = home().resolve("worker").resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no worker jar in " + target + ": run mvn -DskipTests package"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        String named = System.getProperty(HOME);
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("worker")) && Files.isDirectory(at.resolve("sandbox"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside a checkout of Longshore: set -D" + HOME);
    }
}
