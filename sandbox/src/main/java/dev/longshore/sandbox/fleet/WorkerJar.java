package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.process.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the workers' executable jar. */
public final class WorkerJar {
    private WorkerJar() {}

    /**
     * By its full name: a jar that another version's build left behind must not run instead.
     *
     * @throws IllegalStateException if it was not built
     */
    public static Path find() {
        Path jar = Checkout.home().resolve("worker").resolve("target").resolve("longshore-worker-exec.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no worker jar at " + jar + ": run mvn -DskipTests package");
        }
        return jar;
    }
}
