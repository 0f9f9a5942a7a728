package dev.longshore.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadResult;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.producer.client.UploadHandle;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.StoredBytes;
import dev.longshore.sandbox.fleet.WorkerJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** Two workers and the emulator on this machine, Kafka in a container. */
class KafkaInContainerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path dir;

    private static Path storage;
    private static KafkaContainer kafka;
    private static Fleet fleet;

    @BeforeAll
    static void start() throws Exception {
        kafka = ContainedKafka.start();
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(
                FleetSettings.in(dir.resolve("fleet"), WorkerJar.find(), Map.of("media", storage)).withEmulatorArgs("--bandwidth=8MiB"),
                kafka.getBootstrapServers());
        fleet.addWorkers("worker-a", "worker-b");
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Test
    void aJobBecomesAMedia() throws Exception {
        Path film = write("film.mp4", 3_000_000);
        UploadResult result;
        try (UploadClient client = UploadClient.open(Settings.of(kafka.getBootstrapServers()))) {
            result = client.submit(UploadJob.of("film", film.toString())).result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertIsTheOnlyMedia("film", film, result);
    }

    @Test
    void anotherWorkerCarriesOnWhereAKilledOneStopped() throws Exception {
        Path large = write("large.mp4", 100 << 20);
        AtomicReference<JobStatus> newest = new AtomicReference<>();
        UploadResult result;
        try (UploadClient client = UploadClient.open(Settings.of(kafka.getBootstrapServers()))) {
            UploadHandle handle = client.submit(UploadJob.of("large", large.toString())).onProgress(newest::set);
            await("a worker is in the middle").atMost(PATIENCE)
                    .until(
                            () -> newest.get() instanceof JobStatus status && status.unitsTotal() > 0
                                    && status.unitsDone() >= status.unitsTotal() / 4);
            fleet.worker(String.valueOf(newest.get().worker())).process().kill();
            result = handle.result().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertIsTheOnlyMedia("large", large, result);
        assertThat(result.bytesSentAgain()).as("bytes sent again").isLessThan(result.size() / 2);
        assertThat(fleet.emulator().client().uploads()).as("open multipart uploads").isEmpty();
    }

    private static Path write(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(storage.resolve(name), bytes);
    }

    private static void assertIsTheOnlyMedia(String name, Path file, UploadResult result) throws Exception {
        assertThat(fleet.emulator().client().media().stream().filter(media -> media.name().startsWith(name)))
                .extracting(MediaView::fileId)
                .containsExactly(result.fileId());
        assertThat(StoredBytes.equal(file, fleet.emulator().client().content(result.fileId()))).isTrue();
    }
}
