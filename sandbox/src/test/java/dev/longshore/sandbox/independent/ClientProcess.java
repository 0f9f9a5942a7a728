package dev.longshore.sandbox.independent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Runs a command to its end. */
final class ClientProcess {

    private static final int LIMIT_SECONDS = 120;
    private static final List<String> PROXIES =
            List.of("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How a command ended, and everything it printed. */
    record Ending(int code, String output) {}

    private ClientProcess() {}

    /** Writes the order beside the log, appends its path to the command and reads the outcome from the last line. */
    static UploadOutcome upload(Path directory, List<String> command, Map<String, String> environment, UploadOrder order)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "order", ".json");
        JSON.writeValue(file.toFile(), order);
        var builder = new ProcessBuilder(command);
        builder.command().add(file.toString());
        builder.environment().keySet().removeAll(PROXIES);
        builder.environment().putAll(environment);
        Ending ending = run(builder, directory);
        String last = ending.output().strip().lines().reduce("", (previous, line) -> line);
        if (ending.code() != 0 || !last.startsWith("{")) {
            throw new AssertionError("the client ended with " + ending.code() + ":\n" + ending.output());
        }
        return JSON.readValue(last, UploadOutcome.class);
    }

    static Ending run(ProcessBuilder builder, Path directory) throws IOException, InterruptedException {
        Path log = Files.createTempFile(directory, "output", ".log");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(builder.command() + " did not end:\n" + Files.readString(log));
            }
            return new Ending(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }
}
