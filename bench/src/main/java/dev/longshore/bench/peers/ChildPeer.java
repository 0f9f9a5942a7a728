package dev.longshore.bench.peers;

import dev.longshore.bench.peer.Harness;
import dev.longshore.bench.peer.Order;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.fleet.EmulatorProcess;
import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A client in a process of its own, started anew for each measurement; it measures itself. */
final class ChildPeer implements Peer {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final int LINES_SHOWN = 20;

    private final String name;
    private final Supplier<JavaProgram> program;
    private final EmulatorProcess emulator;
    private final Setting setting;
    private final Path dir;

    ChildPeer(String name, Supplier<JavaProgram> program, EmulatorProcess emulator, Setting setting, Path dir) {
        this.name = name;
        this.program = program;
        this.emulator = emulator;
        this.setting = setting;
        this.dir = dir;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Figures upload(MediaFiles files) throws IOException {
        Path order = Files.createTempFile(dir, "order", ".properties");
        Load load = setting.load();
        new Order(
                EmulatorSettings.SECRET_ID,
                EmulatorSettings.SECRET_KEY,
                port(emulator.vodEndpoint()),
                port(emulator.cosEndpoint()),
                setting.tls(),
                load.filesAtOnce(setting.threads()),
                load.partsAtOnce(setting.threads()),
                files.warmUp(),
                files.measured())
                .write(order);
        Path log = Files.createTempFile(dir, name.replace(' ', '-'), ".log");
        try (JavaProcess process = program.get().args(order.toString()).start(log)) {
            if (!process.awaitEnd(LIMIT) || process.exitCode() != 0) {
                throw new IOException(name + " did not do its work:\n" + end(log));
            }
        }
        return figures(Files.readAllLines(log));
    }

    /** The folder with the log goes when the comparison ends. */
    private static String end(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    private static int port(String endpoint) {
        return URI.create("http://" + endpoint).getPort();
    }

    private Figures figures(List<String> lines) throws IOException {
        String[] figures = lines.stream()
                .filter(line -> line.startsWith(Harness.FIGURES + " "))
                .findFirst()
                .orElseThrow(() -> new IOException(name + " printed no figures"))
                .split(" ", -1);
        return new Figures(Double.parseDouble(figures[1]), Double.parseDouble(figures[2]), Long.parseLong(figures[3]), 0);
    }

    @Override
    public void close() {
        // each measurement ended its own process
    }
}
