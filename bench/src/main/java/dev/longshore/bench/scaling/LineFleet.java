package dev.longshore.bench.scaling;

import dev.longshore.bench.measure.Batch;
import dev.longshore.bench.measure.Processors;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.sandbox.emulator.LineView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Kafka, the emulator, and workers that each reach it by a line of their own. Workers come, and stay. */
final class LineFleet implements AutoCloseable {
    /** Of a round; a job that hasn't ended then counts as failed. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** A new member of a share group may wait some seconds for its first assignment, and the queue is one for all. */
    private static final int WARM_UPS_MOST = 20;

    private final Path dir;
    private final long lineBytesPerSecond;
    private final Fleet fleet;
    private final Settings client;
    private int series;

    private LineFleet(Path dir, long lineBytesPerSecond, Fleet fleet) {
        this.dir = dir;
        this.lineBytesPerSecond = lineBytesPerSecond;
        this.fleet = fleet;
        this.client = Settings.of(fleet.bootstrapServers());
    }

    /**
     * Starts all but the workers.
     *
     * @param dir for logs, stores and whatever else a run needs
     * @param files where the media files lie
     * @param lines the most workers that there will be
     * @param workerArgs further properties of every worker, as {@code --name=value}
     */
    static LineFleet start(Path dir, Path files, int lines, long lineBytesPerSecond, List<String> workerArgs) {
        String ports = String.join(",", Collections.nCopies(lines, "0"));
        FleetSettings settings = FleetSettings.in(dir, WorkerJar.find(), Map.of("bench", files))
                .withEmulatorArgs("--discard", "--checksums=crc", "--line-ports=" + ports, "--line-bandwidth=" + lineBytesPerSecond)
                .withWorkerArgs(workerArgs.toArray(String[]::new));
        return new LineFleet(files, lineBytesPerSecond, Fleet.start(settings));
    }

    /** Starts workers until there are so many, and has each carry something. */
    void grow(int workers) throws IOException, InterruptedException {
        List<LineView> lines = fleet.emulator().client().lines();
        List<WorkerProcess> added = new ArrayList<>();
        for (int line = fleet.workers().size(); line < workers; line++) {
            added.add(fleet.startWorker("worker-" + (line + 1), "127.0.0.1:" + lines.get(line).port()));
        }
        added.forEach(WorkerProcess::awaitReady);
        warmUp(workers);
    }

    private void warmUp(int workers) throws IOException, InterruptedException {
        List<Load> loads = Load.warmUp(dir, workers);
        List<Long> before = lineBytes(workers);
        for (int i = 0; i < WARM_UPS_MOST; i++) {
            for (Load load : loads) {
                if (carry(load, workers).failed() > 0) {
                    throw new IOException("jobs of the warm-up failed; the workers' logs are in "
                            + fleet.workers().getFirst().process().log().getParent());
                }
            }
            List<Long> now = lineBytes(workers);
            // Twice: what the first tasks of a process take is no measure.
            if (i > 0 && IntStream.range(0, workers).allMatch(line -> now.get(line) > before.get(line))) {
                return;
            }
        }
        throw new IOException("not every worker took part in the warm-up; the workers' logs are in "
                + fleet.workers().getFirst().process().log().getParent());
    }

    /** Publishes a job for each of the load's files and waits until all have ended. Nothing else may be under way. */
    Round carry(Load load, int workers) throws IOException, InterruptedException {
        series++;
        List<UploadJob> jobs = new ArrayList<>();
        for (Path file : load.files()) {
            jobs.add(UploadJob.builder(load.name() + "-" + series + "-" + jobs.size(), file.toString())
                    .concurrentUploadNumber(load.concurrentUploadNumber())
                    .build());
        }
        List<Long> before = lineBytes(workers);
        Processors processors = Processors.now();
        Batch batch = Batch.carry(client, jobs, LIMIT);
        double busy = Processors.now().busySince(processors);
        List<Long> after = lineBytes(workers);
        double most = batch.seconds() * lineBytesPerSecond;
        return new Round(
                workers,
                batch.seconds(),
                load.idealSeconds(workers, lineBytesPerSecond),
                batch.failed(),
                again(batch.outcomes()),
                IntStream.range(0, workers).mapToObj(line -> (after.get(line) - before.get(line)) / most).toList(),
                busy);
    }

    private static long again(Map<String, Outcome> outcomes) {
        return outcomes.values()
                .stream()
                .mapToLong(outcome -> outcome instanceof Outcome.Succeeded done ? done.result().bytesSentAgain() : 0)
                .sum();
    }

    private List<Long> lineBytes(int workers) throws IOException, InterruptedException {
        return fleet.emulator().client().lines().stream().limit(workers).map(LineView::bodyBytes).toList();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
