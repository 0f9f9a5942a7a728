package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import dev.longshore.sandbox.process.JavaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet changes from one kind of groups to the other and back, as after an upgrade of its brokers. */
class QueueChangeIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path dir;

    @Test
    void whatIsKnownStaysKnownAndNoTaskIsRunAgain() throws Exception {
        Path storage = Files.createDirectories(dir.resolve("storage"));
        FleetSettings settings = FleetSettings.in(dir.resolve("fleet"), WorkerJar.find(), Map.of("media", storage));
        try (Fleet fleet = Fleet.start(settings)) {
            try (WorkerProcess worker = start(fleet, "classic-before", "classic");
                    Publisher publisher = new Publisher(fleet.bootstrapServers())) {
                upload(publisher, storage, "before");
                refused(fleet, "share");
                assertThat(worker.process().isAlive()).isTrue();
            }
            try (WorkerProcess worker = start(fleet, "sharing", "share");
                    Publisher publisher = new Publisher(fleet.bootstrapServers())) {
                upload(publisher, storage, "shared");
                repeat(publisher, storage, "before");
                refused(fleet, "classic");
                assertThat(worker.process().isAlive()).isTrue();
            }
            try (WorkerProcess worker = start(fleet, "classic-after", "classic");
                    Publisher publisher = new Publisher(fleet.bootstrapServers())) {
                upload(publisher, storage, "after");
                repeat(publisher, storage, "shared");
                assertThat(worker.process().isAlive()).isTrue();
            }
            assertThat(fleet.emulator().client().media()).as("media").hasSize(3);
            assertThat(fleet.emulator().client().sessions()).as("sessions: none was opened for a task that was done long ago").hasSize(3);
        }
    }

    private static WorkerProcess start(Fleet fleet, String name, String queue) {
        return fleet.startWorker(name, program -> program.args("--longshore.queue=" + queue)).awaitReady();
    }

    private static void refused(Fleet fleet, String queue) throws Exception {
        try (JavaProcess process =
                fleet.startWorker("other-" + queue, program -> program.args("--longshore.queue=" + queue)).process()) {
            assertThat(process.awaitEnd(LIMIT)).as("the worker of the other kind ended by itself").isTrue();
            assertThat(Files.readString(process.log())).contains("Other workers work with longshore.queue=");
        }
    }

    private static void upload(Publisher publisher, Path storage, String jobId) throws Exception {
        SampleFiles.random(storage.resolve(jobId + ".mp4"), 10_000, jobId.hashCode());
        publisher.publish(UploadJob.of(jobId, "media:" + jobId + ".mp4"));
        await("the result of " + jobId).atMost(LIMIT).until(() -> publisher.resultsOf(jobId).size() == 1);
        assertThat(publisher.resultsOf(jobId).getFirst().repeat()).isFalse();
    }

    /** The ledger of the other kind has recorded it. */
    private static void repeat(Publisher publisher, Path storage, String jobId) {
        await().atMost(LIMIT).until(() -> publisher.resultsOf(jobId).size() == 1);
        publisher.publish(UploadJob.of(jobId, "media:" + jobId + ".mp4"));
        await("the repeated result of " + jobId).atMost(LIMIT).until(() -> publisher.resultsOf(jobId).size() == 2);
        assertThat(publisher.resultsOf(jobId).getLast().repeat()).isTrue();
    }
}
