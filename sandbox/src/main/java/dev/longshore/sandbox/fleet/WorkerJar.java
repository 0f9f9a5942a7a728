package dev.longshore.sandbox.fleet;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the workers' executable jar. */
public final class WorkerJar {
    /** Names the checkout, where it isn't found by itself. */
    public static final String HOME = "longshore.home";

    private WorkerJar() {}

    /**
     * By its full name: a jar that another version's build left behind must not run instead.
     *
     * @throws IllegalStateException if it was not built
     */
    public static Path find() {
        Path jar = home().resolve("worker").resolve("target").resolve("longshore-worker-exec.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no worker jar at " + jar + ": run mvn -DskipTests package");
        }
        return jar;
    }

    /** The checkout. */
    static Path home() {
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
