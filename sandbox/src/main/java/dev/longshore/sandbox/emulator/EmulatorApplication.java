package dev.longshore.sandbox.emulator;

import ch.qos.logback.classic.Level;
import dev.longshore.sandbox.http.HttpServer;
import dev.longshore.sandbox.http.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an emulator until the process is told to end. Prints one line when it is ready. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Emulates Tencent Cloud VOD and COS on this machine: real signatures, no cloud.")
public final class EmulatorApplication implements Callable<Integer> {

    @Option(names = "--address", defaultValue = "127.0.0.1", description = "Address to listen on.")
    private String address = "127.0.0.1";

    @Option(names = "--vod-port", defaultValue = "" + EmulatorSettings.VOD_PORT, description = "VOD API; 0: any free port.")
    private int vodPort;

    @Option(names = "--cos-port", defaultValue = "" + EmulatorSettings.COS_PORT, description = "COS; 0: any free port.")
    private int cosPort;

    @Option(names = "--inspection-port", defaultValue = "" + EmulatorSettings.INSPECTION_PORT,
            description = "What the emulator holds, under /_sandbox/; 0: any free port.")
    private int inspectionPort;

    @Option(names = "--line-ports", split = ",", paramLabel = "PORT", showDefaultValue = Visibility.NEVER,
            description = "Further ports for both services, each a line whose connections share its cap (default: none); 0: any free port.")
    private List<Integer> linePorts = List.of();

    @Option(names = "--tls-key-store", paramLabel = "FILE", showDefaultValue = Visibility.NEVER,
            description = "VOD and COS speak TLS with the key of this PKCS#12 file (default: plain HTTP).")
    private @Nullable Path tlsKeyStore;

    @Option(names = "--tls-key-store-password", paramLabel = "TEXT", defaultValue = "sandbox", description = "Opens that file.")
    private String tlsPassword = "";

    @Option(names = "--delay", defaultValue = "0ms", converter = Quantities.Time.class,
            description = "Wait before every answer, like 20ms.")
    private Duration delay = Duration.ZERO;

    @Option(names = "--bandwidth", defaultValue = "0", converter = Quantities.Bytes.class,
            description = "Body bytes a second of all requests together, like 50MiB; 0: no cap.")
    private long bandwidth;

    @Option(names = "--request-bandwidth", defaultValue = "0", converter = Quantities.Bytes.class,
            description = "Body bytes a second of each request; 0: no cap.")
    private long requestBandwidth;

    @Option(names = "--line-bandwidth", defaultValue = "0", converter = Quantities.Bytes.class,
            description = "Body bytes a second of all requests of each line; 0: no cap.")
    private long lineBandwidth;

    @Mixin
    private StoreOptions store = new StoreOptions();
    @Mixin
    private VodOptions vod = new VodOptions();

    public static void main(String[] args) {
        System.exit(new CommandLine(new EmulatorApplication()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    EmulatorSettings settings() {
        return new EmulatorSettings(
                new EmulatorSettings.Listen(address, vodPort, cosPort, inspectionPort, linePorts, tls()),
                vod.settings(),
                store.settings(),
                new Pace.Settings(delay, bandwidth, requestBandwidth, lineBandwidth),
                InstantSource.system(),
                InstantSource.system());
    }

    private HttpServer.@Nullable TlsKey tls() {
        return tlsKeyStore == null ? null : new HttpServer.TlsKey(tlsKeyStore, tlsPassword);
    }

    @Override
    public Integer call() throws Exception {
        quietUnlessConfigured();
        try (Emulator emulator = Emulator.start(settings())) {
            System.out.println("emulator ready: vod=" + emulator.vodUri() + " cos=" + emulator.cosUri() + " inspection="
                    + emulator.inspectionUri() + lines(emulator));
            awaitTermination(emulator);
        }
        return 0;
    }

    private static String lines(Emulator emulator) {
        if (emulator.lines() == 0) {
            return "";
        }
        return IntStream.range(0, emulator.lines())
                .mapToObj(line -> emulator.lineUri(line).toString())
                .collect(Collectors.joining(",", " lines=", ""));
    }

    private static void awaitTermination(Emulator emulator) throws InterruptedException {
        Thread closing = new Thread(() -> {
            try {
                emulator.close();
            } catch (Exception e) {
                LoggerFactory.getLogger(EmulatorApplication.class).warn("not everything could be cleaned up", e);
            }
        }, "emulator-shutdown");
        Runtime.getRuntime().addShutdownHook(closing);
        new CountDownLatch(1).await();
    }

    /** Logback without a configuration logs everything, which at Jetty's rate would be the emulator's main work. */
    private static void quietUnlessConfigured() {
        boolean configured = System.getProperty("logback.configurationFile") != null
                || EmulatorApplication.class.getResource("/logback.xml") != null;
        if (!configured && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
