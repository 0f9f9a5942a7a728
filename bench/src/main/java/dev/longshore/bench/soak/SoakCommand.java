package dev.longshore.bench.soak;

import dev.longshore.bench.measure.Scrape;
import dev.longshore.bench.measure.Trees;
import dev.longshore.producer.client.Settings;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore bench soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "One worker with a small heap and all its slots busy, looked at once a minute after a full collection.",
            "Every other file goes up in one request, the others in parts. A worker that runs out of heap ends, and the run with it."
        })
public final class SoakCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;
    /** In one request, and in parts. */
    private static final List<Long> SIZES = List.of(3 * MIB, 40 * MIB);
    private static final long DRAIN_SECONDS = 300;

    @Option(names = "--minutes", defaultValue = "10", description = "How long, after one minute that doesn't count.")
    private int minutes;

    @Option(names = "--slots", defaultValue = "64", description = "Transfers at once.")
    private int slots;

    @Option(names = "--heap", defaultValue = "256m", description = "The worker's largest heap, as -Xmx takes it.")
    private String heap = "256m";

    @Option(names = "--bandwidth", defaultValue = "64MiB", description = "What the emulator takes a second of all transfers together.")
    private String bandwidth = "64MiB";

    @Option(names = "--dir", description = "Where files and logs go.", defaultValue = ".longshore/bench")
    private Path dir = Path.of(".longshore", "bench");

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(dir.toAbsolutePath()), "soak");
        FleetSettings settings = FleetSettings.in(home, WorkerJar.find(), Map.of("bench", home))
                .withEmulatorArgs("--discard", "--checksums=crc", "--bandwidth=" + bandwidth)
                .withFullSpeed(true);
        List<Path> files = new ArrayList<>();
        for (long size : SIZES) {
            files.add(sparse(home.resolve(size / MIB + ".mp4"), size));
        }
        boolean whole = soak(settings, files);
        if (whole) {
            Trees.delete(home);
        } else {
            System.out.println("logs are in " + home);
        }
        return whole ? 0 : 1;
    }

    /** @return whether all jobs succeeded */
    private boolean soak(FleetSettings settings, List<Path> files) throws Exception {
        try (Fleet fleet = Fleet.start(settings)) {
            WorkerProcess worker = fleet.startWorker(
                    "soaked",
                    program -> program.jvm("-Xmx" + heap).args("--longshore.uploader.slots=" + slots)).awaitReady();
            try (Feed feed = new Feed(Settings.of(fleet.bootstrapServers()), files, 2 * slots)) {
                List<Look> looks = watch(worker, feed);
                boolean drained = feed.drain(DRAIN_SECONDS);
                System.out.printf("%d jobs succeeded, %d failed%s%n", feed.succeeded(), feed.failed(),
                        drained ? "" : ", others did not end");
                Look.growth(looks).forEach(System.out::println);
                return drained && feed.failed() == 0;
            }
        }
    }

    private static Path sparse(Path file, long size) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(size);
        }
        return file;
    }

    private List<Look> watch(WorkerProcess worker, Feed feed) throws Exception {
        List<Look> looks = new ArrayList<>();
        System.out.println(Look.HEAD);
        try (HttpClient http = HttpClient.newHttpClient()) {
            TimeUnit.MINUTES.sleep(1);
            Look before = look(http, worker);
            long at = System.nanoTime();
            for (int minute = 1; minute <= minutes; minute++) {
                TimeUnit.MINUTES.sleep(1);
                Look look = look(http, worker);
                long now = System.nanoTime();
                System.out.println(look.line(minute, before, Duration.ofNanos(now - at).toMillis() / 1e3));
                looks.add(look);
                before = look;
                at = now;
                if (feed.failed() > 0) {
                    System.out.println(feed.failed() + " jobs failed; see " + worker.process().log());
                }
            }
        }
        return looks;
    }

    /** A full collection first: what is left is in use. */
    private static Look look(HttpClient http, WorkerProcess worker) throws IOException, InterruptedException {
        long pid = worker.process().pid();
        Process collection = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IOException("jcmd could not reach " + worker.name() + "; see " + worker.process().log());
        }
        return Look.at(Scrape.of(http, worker), pid);
    }
}
