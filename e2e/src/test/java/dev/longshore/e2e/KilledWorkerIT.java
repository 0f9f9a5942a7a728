package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker is killed while it carries a large file. */
class KilledWorkerIT {
    private static final long GIB = 1L << 30;
    private static final long UNITS_IN_FLIGHT = 4;

    @TempDir
    Path dir;

    @Test
    void anotherWorkerFinishesAndAtMostTheUnitsInFlightAreSentTwice() throws Exception {
        Path file = SampleFiles.random(dir.resolve("storage/large.mp4"), GIB, 1);
        FleetSettings settings = TestFleet.in(dir.resolve("fleet"), Map.of("media", dir.resolve("storage")))
                .withEmulatorArgs("--bandwidth=100MiB");
        try (Fleet fleet = Fleet.start(settings)) {
            fleet.addWorkers("worker-a", "worker-b");
            try (Publisher publisher = new Publisher(fleet.bootstrapServers())) {
                publisher.publish(UploadJob.of("large", file.toString()));
                await("a worker is in the middle of the file")
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> isHalfway(publisher.states.get("large")));
                JobStatus seen = publisher.states.get("large");
                long killedAt = System.nanoTime();
                fleet.worker(String.valueOf(seen.worker())).process().kill();

                await("the result comes").atMost(Duration.ofSeconds(120)).until(() -> !publisher.results.isEmpty());
                Duration gap = Duration.ofNanos(System.nanoTime() - killedAt);
                verify(fleet, publisher, file, seen, gap);
            }
        }
    }

    private static boolean isHalfway(JobStatus status) {
        return status != null && status.unitsTotal() > 0 && status.unitsDone() >= status.unitsTotal() / 4;
    }

    private static void verify(Fleet fleet, Publisher publisher, Path file, JobStatus killedAt, Duration gap) throws Exception {
        UploadResult result = publisher.results.getFirst();
        List<MediaView> media = fleet.emulator().client().media();
        long unit = Math.ceilDiv(GIB, killedAt.unitsTotal());
        long received = fleet.emulator().client().calls().receivedBytes();
        System.out.printf(
                "killed %s at %d of %d units; result %.1f s later; emulator received %.1f MiB of %.1f MiB: %.1f MiB twice; the result says at most %.1f MiB%n",
                killedAt.worker(), killedAt.unitsDone(), killedAt.unitsTotal(), gap.toMillis() / 1e3, received / 1048576.0,
                GIB / 1048576.0, (received - GIB) / 1048576.0, result.bytesSentAgain() / 1048576.0);

        assertThat(publisher.resultsOf("large")).hasSize(1);
        assertThat(publisher.errors).isEmpty();
        assertThat(media).hasSize(1);
        assertThat(media.getFirst().fileId()).isEqualTo(result.fileId());
        assertThat(SampleFiles.sha256(fleet.emulator().client().content(result.fileId()))).isEqualTo(SampleFiles.sha256(file));
        assertThat(received - GIB).as("bytes sent twice").isLessThanOrEqualTo(2 * UNITS_IN_FLIGHT * unit);
        assertThat(result.bytesSentAgain()).as("what the result says of it").isBetween(received - GIB, 2 * UNITS_IN_FLIGHT * unit);
        assertThat(fleet.emulator().client().uploads()).as("open multipart uploads").isEmpty();
    }
}
