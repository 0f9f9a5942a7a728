package dev.longshore.bench.peers;

import dev.longshore.bench.measure.Batch;
import dev.longshore.bench.peer.ProcessFigures;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One worker with a Kafka of one node, from the first job published to the last result read. */
final class LongshorePeer implements Peer {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Fleet fleet;
    private final Setting setting;
    private final WorkerProcess worker;
    private final Settings client;
    private int round;

    private LongshorePeer(Fleet fleet, Setting setting, WorkerProcess worker, Settings client) {
        this.fleet = fleet;
        this.setting = setting;
        this.worker = worker;
        this.client = client;
    }

    /** Starts a worker with as many slots as there are files at once, and topics of its own. */
    static LongshorePeer start(Fleet fleet, Setting setting, List<String> jvm) {
        String name = setting.load().kind().name().toLowerCase(Locale.ROOT) + "-" + setting.threads();
        int slots = setting.load().filesAtOnce(setting.threads());
        int parts = setting.load().partsAtOnce(setting.threads());
        WorkerProcess worker = fleet.startWorker(
                name,
                program -> program.jvm(jvm.toArray(String[]::new))
                        .args(
                                "--longshore.topics.prefix=" + name + ".",
                                // The others know no limits, and the emulator has none.
                                "--longshore.vod.call-limits.apply-upload=0",
                                "--longshore.vod.call-limits.commit-upload=0",
                                "--longshore.uploader.slots=" + slots,
                                "--longshore.uploader.closing-slots=" + slots,
                                "--longshore.ledger.slice-parallelism=" + parts));
        return new LongshorePeer(fleet, setting, worker.awaitReady(), Settings.of(fleet.bootstrapServers()).withTopicPrefix(name + "."));
    }

    @Override
    public String name() {
        return "Longshore";
    }

    @Override
    public Figures upload(MediaFiles files) throws IOException, InterruptedException {
        round++;
        carry("warm-up-" + round, files.warmUp());
        long pid = worker.process().pid();
        long broker = fleet.kafka().nodes().getFirst().pid();
        ProcessFigures.forgetLargestResident(pid);
        ProcessFigures before = ProcessFigures.of(pid);
        ProcessFigures brokerBefore = ProcessFigures.of(broker);
        double seconds = carry("measured-" + round, files.measured());
        ProcessFigures after = ProcessFigures.of(pid);
        return new Figures(
                seconds,
                after.cpuSeconds() - before.cpuSeconds(),
                after.largestResidentBytes(),
                ProcessFigures.of(broker).cpuSeconds() - brokerBefore.cpuSeconds());
    }

    /** An idle worker keeps itself and its broker busy with some 0.4 cores. Frozen it loses its groups' sessions, and joins anew in the warm-up. */
    @Override
    public void rest() {
        worker.process().pause();
    }

    @Override
    public void wake() {
        worker.process().resume();
    }

    private double carry(String series, List<Path> files) throws IOException, InterruptedException {
        List<UploadJob> jobs = new ArrayList<>();
        for (Path file : files) {
            jobs.add(UploadJob.builder(series + "-" + jobs.size(), file.toString())
                    .concurrentUploadNumber(setting.load().partsAtOnce(setting.threads()))
                    .build());
        }
        Batch batch = Batch.carry(client, jobs, LIMIT);
        if (batch.failed() > 0) {
            throw new IOException("Longshore did not upload all of " + series + "; see " + worker.process().log());
        }
        return batch.seconds();
    }

    @Override
    public void close() {
        worker.close();
    }
}
