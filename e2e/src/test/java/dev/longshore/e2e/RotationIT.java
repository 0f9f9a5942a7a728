package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.emulator.SessionView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on their way while the fleet's sealing key is replaced. */
class RotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long SIZE = 40L << 20;

    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;
    private static Publisher publisher;

    @BeforeAll
    static void start() throws IOException {
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withEmulatorArgs("--bandwidth=6MiB")
                .withWorkerArgs("--longshore.uploader.stop-grace=3s", "--longshore.lease=3s"));
    }

    @AfterAll
    static void stop() throws Exception {
        publisher.close();
        fleet.close();
    }

    @Test
    void aJobSurvivesTheRotationOfItsKeyAndEvenTheLossOfIt() throws Exception {
        WorkerProcess old = worker("old-key", "2026-01");
        publisher = new Publisher(fleet.bootstrapServers());
        begin("rotated");
        old.close();
        WorkerProcess both = worker("both-keys", "2026-02", "2026-01");
        awaitResult("rotated");
        assertThat(sessionsOf("rotated")).as("sessions of a job whose key is still in the ring").hasSize(1);

        begin("lost");
        both.close();
        WorkerProcess other = worker("other-key", "2026-03");
        awaitResult("lost");
        assertThat(sessionsOf("lost")).as("sessions of a job whose key is gone").hasSize(2);
        assertThat(sessionsOf("lost").stream().filter(SessionView::committed)).as("media of it").hasSize(1);
        assertThat(Files.readString(other.process().log())).contains("sealed with key '2026-02', which this worker lacks");
        assertThat(publisher.errors).isEmpty();
        assertStored("rotated");
        assertStored("lost");
    }

    private static WorkerProcess worker(String name, String... keyIds) {
        List<String> args = new ArrayList<>();
        for (int i = 0; i < keyIds.length; i++) {
            String key = "0123456789012345678901234" + keyIds[i];
            args.add("--longshore.seal.keys[" + i + "].id=" + keyIds[i]);
            args.add("--longshore.seal.keys[" + i + "].key="
                    + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)));
        }
        return fleet.startWorker(name, program -> program.args(args.toArray(String[]::new))).awaitReady();
    }

    /** Returns when a part is stored: the session is recorded by then, and most of the file is still to come. */
    private static void begin(String jobId) throws IOException {
        publisher.publish(UploadJob.of(jobId, SampleFiles.random(storage.resolve(jobId + ".mp4"), SIZE, jobId.hashCode()).toString()));
        await("the first part of " + jobId).atMost(PATIENCE)
                .until(() -> publisher.states.containsKey(jobId) && publisher.states.get(jobId).unitsTotal() > 1);
    }

    private static void awaitResult(String jobId) {
        await("the result of " + jobId).atMost(PATIENCE).until(() -> !publisher.resultsOf(jobId).isEmpty());
    }

    private static List<SessionView> sessionsOf(String jobId) throws Exception {
        return fleet.emulator()
                .client()
                .sessions()
                .stream()
                .filter(session -> (jobId + ".mp4").equals(session.application().mediaName()))
                .toList();
    }

    private static void assertStored(String jobId) throws Exception {
        String fileId = publisher.resultsOf(jobId).getFirst().fileId();
        assertThat(SampleFiles.sha256(fleet.emulator().client().content(fileId)))
                .isEqualTo(SampleFiles.sha256(storage.resolve(jobId + ".mp4")));
    }
}
