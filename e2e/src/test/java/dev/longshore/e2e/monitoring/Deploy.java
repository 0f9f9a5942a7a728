package dev.longshore.e2e.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files under {@code deploy}, and the tools that check them. */
final class Deploy {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private Deploy() {}

    static Path file(String first, String... more) {
        return HOME.resolve("deploy").resolve(Path.of(first, more));
    }

    static Path doc(String name) {
        return HOME.resolve("docs").resolve(name);
    }

    static boolean installed(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    record Ran(int exitCode, String output) {}

    static Ran run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end");
        }
        return new Ran(process.exitValue(), output);
    }
}
