package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.emulator.EmulatorApplication;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.process.FreePorts;
import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The emulator of VOD and COS in its own JVM. */
public final class EmulatorProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(150);

    private final JavaProcess process;
    private final int vodPort;
    private final int cosPort;
    private final URI inspection;
    private final EmulatorClient client;
    private final String scheme;

    private EmulatorProcess(JavaProcess process, int vodPort, int cosPort, int inspectionPort, String scheme) {
        this.process = process;
        this.vodPort = vodPort;
        this.cosPort = cosPort;
        this.inspection = URI.create("http://127.0.0.1:" + inspectionPort);
        this.client = new EmulatorClient(inspection);
        this.scheme = scheme;
    }

    static EmulatorProcess start(Path dir, List<String> args) {
        List<Integer> ports = FreePorts.pick(3);
        String scheme = args.stream().anyMatch(arg -> arg.startsWith("--tls-key-store=")) ? "https" : "http";
        JavaProcess process = JavaProgram.ofClass("emulator", EmulatorApplication.class)
                .heap("256m")
                .args("--vod-port=" + ports.get(0), "--cos-port=" + ports.get(1), "--inspection-port=" + ports.get(2))
                .args("--directory=" + dir.resolve("media"))
                .args(args.toArray(String[]::new))
                .start(dir.resolve("emulator.log"));
        EmulatorProcess emulator = new EmulatorProcess(process, ports.get(0), ports.get(1), ports.get(2), scheme);
        process.await(START).until("the emulator answers", emulator::healthy);
        return emulator;
    }

    private boolean healthy() {
        try {
            return client.isHealthy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What VOD and COS speak: https if it was started with a key, else http. */
    public String scheme() {
        return scheme;
    }

    /** Host and port of the VOD API. */
    public String vodEndpoint() {
        return "127.0.0.1:" + vodPort;
    }

    /** Host and port of COS. */
    public String cosEndpoint() {
        return "127.0.0.1:" + cosPort;
    }

    /** Where it can be asked what it holds. */
    public URI inspection() {
        return inspection;
    }

    public EmulatorClient client() {
        return client;
    }

    public JavaProcess process() {
        return process;
    }

    @Override
    public void close() {
        client.close();
        process.close();
    }
}
