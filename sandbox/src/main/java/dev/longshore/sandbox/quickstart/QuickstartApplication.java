package dev.longshore.sandbox.quickstart;

import dev.longshore.producer.client.Settings;
import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.GatewayProcess;
import dev.longshore.sandbox.fleet.WorkFolder;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code longshore quickstart}. */
@Command(
        name = "longshore quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a real Kafka, an emulator of VOD and COS and workers on this machine, uploads files through them,",
            "compares the stored bytes with the sources and stops everything again. Needs no Tencent account."
        })
public final class QuickstartApplication implements Callable<Integer> {
    private static final String REPLY_TOPIC = "replies.examples";
    private static final int TOKEN_BYTES = 16;
    private static final int SOFTWARE = CommandLine.ExitCode.SOFTWARE;

    @Parameters(paramLabel = "FILE", description = "Files to upload; without any, a few sample media.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--workers", defaultValue = "2", description = "Workers, each in its own JVM (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(names = "--kill", description = "Kills (SIGKILL) the worker that carries the largest file in the middle of it.")
    private boolean kill;

    @Option(names = "--keep", description = "Leaves everything up until Ctrl-C, and prints the addresses.")
    private boolean keep;

    @Option(
            names = "--bandwidth",
            defaultValue = "48MiB",
            description = "The emulated COS takes so many bytes a second, so that there is something to see; 0: no limit (default: ${DEFAULT-VALUE}).")
    private String bandwidth = "";

    @Option(
            names = "--full-speed",
            description = "For measuring: Kafka and workers run with the JVM's optimizing compiler, which takes a thousand jobs to warm up.")
    private boolean fullSpeed;

    @Option(names = "--kafka", converter = KafkaRelease.Converter.class, defaultValue = "4.2",
            description = "Release of the brokers: 4.2, or 3.9, which has classic consumer groups alone (default: ${DEFAULT-VALUE}).")
    private KafkaRelease release = KafkaRelease.CURRENT;

    @Option(names = "--dir", description = "Where logs, stores and stored media go (default: .longshore/quickstart, emptied first).")
    private @Nullable Path dir;

    private final PrintStream out = System.out;

    /** Starts the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new QuickstartApplication()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path home = dir != null ? dir : WorkFolder.emptied(Path.of(".longshore", "quickstart"));
        List<Upload> uploads = files.isEmpty() ? SampleMedia.into(home.resolve("storage").toAbsolutePath()) : given();
        if (uploads.isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        long begun = System.nanoTime();
        FleetSettings settings = FleetSettings.in(home.toAbsolutePath(), WorkerJar.find(), roots(uploads))
                .withEmulatorArgs("--bandwidth=" + bandwidth)
                .withWorkerArgs("--longshore.router.reply-topics=replies\\..*")
                .withKafka(release)
                .withFullSpeed(fullSpeed);
        out.printf("Starting Kafka, an emulator of VOD and COS, and %d workers; logs in %s%n", workers, home);
        try (Fleet fleet = Fleet.start(settings)) {
            createReplyTopic(fleet);
            fleet.addWorkers(IntStream.rangeClosed(1, workers).mapToObj(i -> "worker-" + i).toArray(String[]::new));
            out.printf("Up after %.1f s. Publishing %d jobs on the topic longshore.jobs at %s%n%n", seconds(begun), uploads.size(),
                    fleet.bootstrapServers());
            boolean good = new Run(fleet, Settings.of(fleet.bootstrapServers()), uploads, kill, out).carryOut();
            printNext(fleet);
            if (keep) {
                waitForCtrlC(fleet);
            }
            return good ? CommandLine.ExitCode.OK : SOFTWARE;
        }
    }

    /** For docs/examples. */
    private static void createReplyTopic(Fleet fleet) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(REPLY_TOPIC, 1, (short) 1))).all().get();
        }
    }

    private List<Upload> given() {
        List<Upload> uploads = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                System.err.println(file + " is not a file");
                return List.of();
            }
            uploads.add(new Upload("file-" + (uploads.size() + 1) + "-" + Folders.idFrom(file), file.toAbsolutePath(), null));
        }
        return uploads;
    }

    private static Map<String, Path> roots(List<Upload> uploads) {
        Map<Path, String> names = new LinkedHashMap<>();
        for (Upload upload : uploads) {
            names.putIfAbsent(upload.media().getParent(), "root" + (names.size() + 1));
        }
        Map<String, Path> roots = new LinkedHashMap<>();
        names.forEach((folder, name) -> roots.put(name, folder));
        return roots;
    }

    private void printNext(Fleet fleet) {
        out.println();
        if (keep) {
            String token = token();
            GatewayProcess gateway = fleet.addGateway("gateway", token);
            out.println("Left up until Ctrl-C:");
            out.println("  Kafka                " + fleet.bootstrapServers());
            out.println("  emulator, inspection " + fleet.emulator().inspection() + "/_sandbox/media");
            for (WorkerProcess worker : fleet.workers()) {
                out.println("  " + worker.name() + ", metrics    " + worker.address() + "/actuator/prometheus");
            }
            out.println("  HTTP gateway         " + gateway.address());
            out.println("  its token            " + token);
            out.println("  publish more         ./longshore submit --bootstrap-server " + fleet.bootstrapServers() + " --follow FILE");
            return;
        }
        out.println(
                "Where to look next: README.md (publish from another system; real Kafka and credentials), docs/flow.md (a job's life),");
        out.println("docs/sandbox.md (what the emulator can't prove). Try: ./longshore quickstart --kill, and --keep to leave it up.");
    }

    private static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void waitForCtrlC(Fleet fleet) throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            fleet.close();
        }));
        stop.await();
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }
}
