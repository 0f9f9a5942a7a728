package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.process.Checkout;
import dev.longshore.sandbox.process.FreePorts;
import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One HTTP gateway in its own JVM. */
public final class GatewayProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final JavaProcess process;
    private final URI address;

    private GatewayProcess(JavaProcess process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    static GatewayProcess start(String name, WorkerCommand command, String token, String... args) {
        int port = FreePorts.pick();
        JavaProcess process = JavaProgram.ofJar(name, jar())
                .heap("256m")
                .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                .args("--server.port=" + port, "--server.address=127.0.0.1",
                        "--spring.kafka.bootstrap-servers=" + command.bootstrapServers())
                .args(args)
                .env("LONGSHORE_GATEWAY_TOKENS_SANDBOX", token)
                .start(command.log(name));
        return new GatewayProcess(process, port);
    }

    /**
     * The gateway's executable jar.
     *
     * @throws IllegalStateException if it hasn't been built
     */
    public static Path jar() {
        Path jar = Checkout.home().resolve("gateway").resolve("target").resolve("longshore-gateway-exec.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no gateway jar at " + jar + ": run mvn -DskipTests package");
        }
        return jar;
    }

    GatewayProcess awaitReady() {
        process.await(START).healthy(address.resolve("/actuator/health/readiness"));
        return this;
    }

    public JavaProcess process() {
        return process;
    }

    /** Its HTTP address. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.close();
    }
}
