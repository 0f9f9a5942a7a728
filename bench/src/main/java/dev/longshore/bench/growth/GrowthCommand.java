package dev.longshore.bench.growth;

import dev.longshore.bench.measure.Batch;
import dev.longshore.bench.measure.Scrape;
import dev.longshore.bench.measure.Trees;
import dev.longshore.bench.peer.ProcessFigures;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore bench growth}. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "What a ledger's memory of ended jobs costs: time to restore it, disk, and the price of a small job beside it; then all of it is forgotten at once.",
            "The memory is written into the changelog as a ledger writes it; a worker that starts without stores restores it."
        })
public final class GrowthCommand implements Callable<Integer> {
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final double MIB = 1 << 20;

    @Option(names = "--remembered", split = ",", defaultValue = "10000,100000,1000000,10000000",
            description = "Ended jobs that the ledger knows.")
    private List<Long> remembered = List.of();

    @Option(names = "--jobs", defaultValue = "3000", description = "Small jobs that are measured beside it.")
    private int jobs;

    @Option(names = "--warm-up", defaultValue = "3000", description = "Small jobs before.")
    private int warmUp;

    @Option(names = "--forget", defaultValue = "1000000",
            description = "Jobs that are forgotten at the same time while small jobs go on; 0: left out.")
    private long forget;

    @Option(names = "--dir", description = "Where files, stores and logs go, some 2 KB for each remembered job.",
            defaultValue = ".longshore/bench")
    private Path dir = Path.of(".longshore", "bench");

    private int series;

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(dir.toAbsolutePath()), "growth");
        Path film = home.resolve("film.mp4");
        Files.write(film, new byte[4096]);
        FleetSettings settings = FleetSettings.in(home, WorkerJar.find(), Map.of("bench", home))
                .withEmulatorArgs("--discard", "--checksums=crc")
                .withFullSpeed(true);
        try (Fleet fleet = Fleet.start(settings)) {
            System.out.println("remembered  bytes a record  ready after  stores   jobs/s  worker CPU a job  resident");
            for (long count : remembered) {
                measure(fleet, film, home, count);
            }
            if (forget > 0) {
                forgetting(fleet, film, home);
            }
        }
        // Where something failed, logs and stores stay.
        Trees.delete(home);
        return 0;
    }

    private void measure(Fleet fleet, Path film, Path home, long count) throws Exception {
        Ledger ledger = new Ledger(fleet, "growth-" + count + ".", home);
        int bytes = fill(ledger, film, count, Instant.now().plus(Duration.ofDays(6)));
        long begun = System.nanoTime();
        try (WorkerProcess worker = ledger.start()) {
            double ready = seconds(begun);
            carry(ledger, film, warmUp);
            ProcessFigures before = ProcessFigures.of(worker.process().pid());
            double took = carry(ledger, film, jobs);
            ProcessFigures after = ProcessFigures.of(worker.process().pid());
            System.out.printf(Locale.ROOT, "%10d %13d B %10.1f s %5.0f MiB %6.0f %14.2f ms %5.0f MiB%n", count, bytes, ready,
                    sizeOf(ledger.stores()) / MIB,
                    jobs / took, 1e3 * (after.cpuSeconds() - before.cpuSeconds()) / jobs, after.largestResidentBytes() / MIB);
        }
    }

    /** Starts a ledger, lets it write one ended job, and has its changelog filled with as many as asked. */
    private int fill(Ledger ledger, Path film, long count, Instant forgottenAt) throws Exception {
        String pattern = Memory.jobId(999_999_999);
        try (WorkerProcess _ = ledger.start()) {
            carry(ledger, List.of(UploadJob.builder(pattern, film.toString()).build()));
        }
        ledger.loseStores();
        return new Memory(ledger.fleet().bootstrapServers(), ledger.prefix(), PARTITIONS)
                .fill(pattern, count, forgottenAt.truncatedTo(ChronoUnit.MILLIS));
    }

    private void forgetting(Fleet fleet, Path film, Path home) throws Exception {
        Ledger ledger = new Ledger(fleet, "forgetting.", home);
        Duration ahead = Duration.ofMinutes(1).plusSeconds(forget / 25_000);
        Instant forgottenAt = Instant.now().plus(ahead);
        fill(ledger, film, forget, forgottenAt);
        try (WorkerProcess worker = ledger.start(); HttpClient http = HttpClient.newHttpClient()) {
            carry(ledger, film, warmUp);
            double before = jobs / carry(ledger, film, jobs);
            double known = known(http, worker);
            System.out.printf(Locale.ROOT, "%.0f jobs remembered, %.0f jobs/s beside them%n", known, before);
            while (Instant.now().isBefore(forgottenAt)) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            long begun = System.nanoTime();
            double during = jobs / carry(ledger, film, jobs);
            System.out.printf(Locale.ROOT, "all are forgotten: %.0f jobs/s meanwhile, %.2f times%n", during, during / before);
            while (known(http, worker) >= forget) {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            for (double left = known(http, worker); left > warmUp + 2.0 * jobs + 1; left = known(http, worker)) {
                if (seconds(begun) > LIMIT.toSeconds()) {
                    throw new IOException(left + " jobs are still remembered after " + LIMIT + "; see " + worker.process().log());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
            double took = seconds(begun);
            double after = jobs / carry(ledger, film, jobs);
            System.out.printf(Locale.ROOT, "forgotten within %.1f s: %,.0f a second; %.0f jobs/s afterwards, %.2f times; stores %.0f MiB%n",
                    took,
                    forget / took, after, after / before, sizeOf(ledger.stores()) / MIB);
        }
    }

    private static double known(HttpClient http, WorkerProcess worker) throws IOException, InterruptedException {
        return Scrape.of(http, worker).sum("longshore_jobs", "");
    }

    private double carry(Ledger ledger, Path film, int count) throws IOException, InterruptedException {
        series++;
        List<UploadJob> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(UploadJob.builder("small-" + series + "-" + i, film.toString()).build());
        }
        return carry(ledger, all);
    }

    private static double carry(Ledger ledger, List<UploadJob> jobs) throws IOException, InterruptedException {
        Settings client = Settings.of(ledger.fleet().bootstrapServers()).withTopicPrefix(ledger.prefix());
        Batch batch = Batch.carry(client, jobs, LIMIT);
        if (batch.failed() > 0) {
            throw new IOException(batch.failed() + " of " + jobs.size() + " jobs from " + jobs.getFirst().jobId() + " on did not succeed");
        }
        return batch.seconds();
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long sizeOf(Path folder) throws IOException {
        long size = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                // RocksDB takes files away while it works.
                size += Files.exists(file) ? Files.size(file) : 0;
            }
        }
        return size;
    }
}
