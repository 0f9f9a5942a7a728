package dev.longshore.bench.limits;

import dev.longshore.bench.measure.Trees;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore bench limits}. */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "How exactly bandwidth limits are kept: a job's by two workers, then a worker's, which is changed while it uploads.",
            "Bytes are counted by the emulator as it reads them. Exit code 1 if a rate is more than 5 % off."
        })
public final class LimitsCommand implements Callable<Integer> {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final long MIB = 1L << 20;
    /** Holes of a sparse file: no bench gets to its end. */
    private static final long FILE = 8L << 30;

    @Option(names = "--seconds", defaultValue = "15", description = "How long each limit is measured.")
    private int seconds;

    @Option(names = "--dir", description = "Where logs go.", defaultValue = ".longshore/bench")
    private Path dir = Path.of(".longshore", "bench");

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(dir.toAbsolutePath()), "run");
        Path media = home.resolve("media.mp4");
        try (RandomAccessFile file = new RandomAccessFile(media.toFile(), "rw")) {
            file.setLength(FILE);
        }
        Path limit = write(home, "off");
        FleetSettings settings = FleetSettings.in(home, WorkerJar.find(), Map.of("bench", home))
                .withEmulatorArgs("--discard", "--checksums=crc")
                .withWorkerArgs("--longshore.uploader.slots=32", "--longshore.uploader.bandwidth-file=" + limit)
                .withFullSpeed(true);
        List<Stretch> stretches = new ArrayList<>();
        try (Fleet fleet = Fleet.start(settings);
                EmulatorClient emulator = fleet.emulator().client();
                UploadClient client = UploadClient.open(Settings.of(fleet.bootstrapServers()))) {
            List<WorkerProcess> workers = fleet.addWorkers("worker-1", "worker-2");
            Watch watch = new Watch(emulator);
            stretches.add(ofAJob(client, watch, media));
            workers.getLast().close();
            stretches.addAll(ofAWorker(client, watch, media, home));
        } finally {
            Trees.delete(home);
        }
        System.out.println(Stretch.HEAD);
        stretches.stream().map(Stretch::row).forEach(System.out::println);
        return stretches.stream().allMatch(Stretch::exact) ? 0 : 1;
    }

    /** Longer than a slice takes parts, so that its hand-over is in it. */
    private Stretch ofAJob(UploadClient client, Watch watch, Path media) throws IOException, InterruptedException {
        long limit = 4 * MIB;
        client.submit(UploadJob.builder("limited", media.toString()).concurrentUploadNumber(8).bandwidthLimit(limit).build());
        watch.awaitBytes(MIB, SOON);
        Thread.sleep(SETTLED);
        List<Watch.Sample> samples = watch.during(Duration.ofSeconds(Math.max(seconds, 45)));
        client.cancel("limited", "measured").join();
        return new Stretch("a job's, 4 MiB/s, two workers", limit, 4, samples, null);
    }

    private List<Stretch> ofAWorker(UploadClient client, Watch watch, Path media, Path home) throws IOException, InterruptedException {
        List<Stretch> stretches = new ArrayList<>();
        write(home, "8M");
        Thread.sleep(SETTLED);
        submit(client, media, 8, 1);
        watch.awaitBytes(8 * MIB, SOON);
        Thread.sleep(SETTLED);
        stretches.add(new Stretch("a worker's, 8 MiB/s", 8 * MIB, 8, watch.during(Duration.ofSeconds(seconds)), null));
        stretches.add(changed(watch, home, 8, 8, 32));
        stretches.add(changed(watch, home, 8, 32, 2));
        submit(client, media, 14, 4);
        write(home, "64M");
        watch.awaitBytes(512 * MIB, SOON);
        stretches.add(changed(watch, home, 64, 64, 1));
        stretches.add(changed(watch, home, 64, 1, 32));
        return stretches;
    }

    private Stretch changed(Watch watch, Path home, int transfers, long before, long mib) throws IOException, InterruptedException {
        write(home, mib + "M");
        double middle = Math.sqrt(before * mib) * MIB;
        List<Watch.Sample> change = watch.during(SETTLED);
        int at = 1;
        while (at < change.size() - 1 && (change.get(at - 1).rateUntil(change.get(at)) > middle) == (before > mib)) {
            at++;
        }
        Duration takenUp = Duration.ofNanos(change.get(at).nanos() - change.getFirst().nanos());
        List<Watch.Sample> samples = watch.during(Duration.ofSeconds(seconds));
        return new Stretch("changed to " + mib + " MiB/s", mib * MIB, transfers, samples, takenUp);
    }

    private static void submit(UploadClient client, Path media, int jobs, int partsAtOnce) {
        for (int i = 0; i < jobs; i++) {
            client.submit(UploadJob.builder("of-" + jobs + "-" + i, media.toString()).concurrentUploadNumber(partsAtOnce).build());
        }
    }

    private static Path write(Path home, String limit) throws IOException {
        Path next = Files.writeString(home.resolve("bandwidth.next"), limit);
        return Files.move(next, home.resolve("bandwidth"), StandardCopyOption.ATOMIC_MOVE);
    }
}
