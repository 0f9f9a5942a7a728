package dev.longshore.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A shell on a pseudo-terminal of the system, made by {@code script}: what runs in it finds a terminal, and what that writes is kept byte for byte. */
final class PseudoTerminal implements AutoCloseable {
    static final String PROMPT = "$ ";

    private final Process process;
    private final Writer keys;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Thread reading;

    PseudoTerminal(Path folder, int columns, int rows, Map<String, String> environment) throws IOException {
        String shell = "stty cols %d rows %d; exec env PS1='%s' bash --norc --noprofile -i".formatted(columns, rows, PROMPT);
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qfec", shell, "/dev/null").directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LONGSHORE_"));
        builder.environment().putAll(Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.keys = process.outputWriter(StandardCharsets.UTF_8);
        this.reading = Thread.ofVirtual().start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try {
            for (int n = process.getInputStream().read(buffer); n >= 0; n = process.getInputStream().read(buffer)) {
                written.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    void type(String text) throws IOException {
        keys.write(text);
        keys.flush();
    }

    /** All that was written to the terminal so far. */
    String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        List<ProcessHandle> running = process.descendants().toList();
        process.destroy();
        running.forEach(ProcessHandle::destroy);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            running.forEach(ProcessHandle::destroyForcibly);
        }
        reading.join();
    }
}
