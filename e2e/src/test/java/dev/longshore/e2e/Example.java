package dev.longshore.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of {@code docs/examples}, copied and run as its reader would.
 *
 * @param folder its copy
 * @param command what runs it, without its arguments
 */
record Example(Path folder, List<String> command) {
    private static final Path SOURCES = Path.of("..", "docs", "examples").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 300;
    private static final Pattern UNREACHABLE = Pattern.compile(
            "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|Could not transfer artifact|could not be resolved");

    /** How a command ended. */
    record Ended(int exit, String out, String err) {}

    static Example copy(String name, Path to, String... command) throws IOException {
        Path source = SOURCES.resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).filter(Example::tracked).toList()) {
                Path copy = to.resolve(name).resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new Example(to.resolve(name), List.of(command));
    }

    /** A reader may have built it in place. */
    private static boolean tracked(Path file) {
        return Stream.of("target", "node_modules")
                .noneMatch(built -> file.startsWith(SOURCES.resolve("spring").resolve(built))
                        || file.startsWith(SOURCES.resolve("node").resolve(built)));
    }

    Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return execute(folder, environment, all);
    }

    /** Why the example can't run here; empty if it can. */
    String missing(String... probe) throws InterruptedException {
        try {
            Ended ended = execute(folder, Map.of(), List.of(probe));
            return ended.exit() == 0 ? "" : String.join(" ", probe) + " says: " + ended.out() + ended.err();
        } catch (IOException e) {
            return probe[0] + " is not installed";
        }
    }

    /** Why it can't be built here for lack of packages; empty when it was built. */
    String built(String... build) throws IOException, InterruptedException {
        Ended ended = execute(folder, Map.of(), List.of(build));
        String text = ended.out() + ended.err();
        if (ended.exit() != 0 && !UNREACHABLE.matcher(text).find()) {
            throw new AssertionError(String.join(" ", build) + " failed:\n" + text);
        }
        return ended.exit() == 0 ? "" : "its packages can't be had: " + text;
    }

    private static Ended execute(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end:\n" + Files.readString(out) + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
