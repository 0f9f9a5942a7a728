package dev.longshore.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a user runs it: a process for each command. */
final class Cli {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Path dir;
    private final String bootstrapServers;
    private final Map<String, String> environment;

    Cli(Path dir, String bootstrapServers, Map<String, String> environment) {
        this.dir = dir;
        this.bootstrapServers = bootstrapServers;
        this.environment = environment;
    }

    /** What a command printed and ended with. */
    record Ended(int exit, List<String> out, String err) {
        String text() {
            return String.join("\n", out);
        }
    }

    Cli with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Cli(dir, bootstrapServers, more);
    }

    Ended run(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(dir, "cli", ".out");
        Path err = Files.createTempFile(dir, "cli", ".err");
        Process process = start(out, err, args);
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", args) + " did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    Process start(Path out, Path err, String... args) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Xmx512m",
                "dev.longshore.producer.cli.LongshoreCli"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LONGSHORE_"));
        builder.environment().put("CLASSPATH", path.replace(File.pathSeparator + File.pathSeparator, File.pathSeparator));
        builder.environment().put("LONGSHORE_BOOTSTRAP_SERVER", bootstrapServers);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
