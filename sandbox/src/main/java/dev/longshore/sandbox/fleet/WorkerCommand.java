package dev.longshore.sandbox.fleet;

import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.process.JavaProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** How the sandbox starts a worker: as an operator would, by properties; secrets go by environment, where no process list shows them. */
record WorkerCommand(FleetSettings settings, String bootstrapServers, String vodEndpoint, String cosEndpoint, String scheme) {
    /** The sandbox holds nothing secret, so its key may be known. */
    private static final String SEAL_KEY =
            Base64.getEncoder().encodeToString("longshore-sandbox-key-32-bytes!!".getBytes(StandardCharsets.US_ASCII));

    /** The simple compiler alone: half the processor time until a worker is ready, at the price of its top speed. */
    private static final String START_SOON = "-XX:TieredStopAtLevel=1";

    /** The same with both services behind one other address. */
    WorkerCommand through(String endpoint) {
        return new WorkerCommand(settings, bootstrapServers, endpoint, endpoint, scheme);
    }

    Path log(String name) {
        return settings.dir().resolve(name + ".log");
    }

    JavaProgram program(String name, int port) {
        JavaProgram program = JavaProgram.ofJar(name, settings.workerJar())
                .heap("384m")
                .jvm(settings.fullSpeed() ? "-XX:+TieredCompilation" : START_SOON, "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                .args(
                        "--server.port=" + port,
                        "--server.address=127.0.0.1",
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--longshore.worker-name=" + name,
                        "--longshore.ledger.state-dir=" + settings.dir().resolve("state").resolve(name),
                        "--longshore.vod.endpoint=" + vodEndpoint,
                        "--longshore.vod.scheme=" + scheme,
                        "--longshore.cos.endpoint=" + cosEndpoint,
                        "--longshore.cos.scheme=" + scheme)
                .env("LONGSHORE_CREDENTIALS_DEFAULT_SECRETID", EmulatorSettings.SECRET_ID)
                .env("LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY", EmulatorSettings.SECRET_KEY)
                .env("LONGSHORE_SEAL_KEYS_0_ID", "sandbox")
                .env("LONGSHORE_SEAL_KEYS_0_KEY", SEAL_KEY);
        settings.roots().forEach((root, folder) -> program.args("--longshore.source.roots." + root + "=" + folder.toAbsolutePath()));
        return program.args(settings.workerArgs().toArray(String[]::new));
    }
}
