package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadResult;
import dev.longshore.producer.client.ClientOptions;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.producer.client.UploadFailedException;
import dev.longshore.producer.client.UploadHandle;
import dev.longshore.sandbox.fleet.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client library against real workers. */
class UploadClientIT {
    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;

    @BeforeAll
    static void start() throws Exception {
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withEmulatorArgs("--bandwidth=20MiB"));
        fleet.addWorkers("worker-a");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void aHandleFollowsAJobToItsMedia() throws Exception {
        Path film = SampleFiles.random(storage.resolve("film.mp4"), 60_000_000, 1);
        List<JobStatus> told = new CopyOnWriteArrayList<>();
        try (UploadClient client = UploadClient.open(Settings.of(fleet.bootstrapServers()))) {
            UploadResult result = client.submit(UploadJob.of("film", film.toString())).onProgress(told::add).result().get();
            assertThat(SampleFiles.sha256(fleet.emulator().client().content(result.fileId()))).isEqualTo(SampleFiles.sha256(film));
        }
        assertThat(told).extracting(JobStatus::bytesDone).isSorted().contains(0L).anyMatch(done -> done > 0);
    }

    @Test
    void aFailureIsTypedAndCarriesTheHint() {
        try (UploadClient client = UploadClient.open(Settings.of(fleet.bootstrapServers()))) {
            UploadHandle handle = client.submit(UploadJob.of("missing", storage.resolve("missing.mp4").toString()));
            assertThatThrownBy(() -> handle.result().get()).cause().isInstanceOfSatisfying(UploadFailedException.class, e -> {
                assertThat(e.code()).isEqualTo("Source.NotFound");
                assertThat(e.error().hint()).isNotBlank();
            });
        }
    }

    @Test
    void manyJobsGoThroughASmallWindowAndSeveralClientsHearOfTheSame() throws Exception {
        List<UploadJob> jobs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            jobs.add(UploadJob.of("many-" + i, SampleFiles.random(storage.resolve("many/" + i + ".mp4"), 100 + i, i).toString()));
        }
        Settings settings = Settings.of(fleet.bootstrapServers());
        try (UploadClient one = UploadClient.open(settings, ClientOptions.defaults().withMaxInFlight(5));
                UploadClient other = UploadClient.open(settings)) {
            List<UploadHandle> handles = new ArrayList<>();
            one.submitAll(jobs, handles::add);
            other.submitAll(jobs, handles::add);
            for (UploadHandle handle : handles) {
                assertThat(handle.result().get().jobId()).isEqualTo(handle.jobId());
            }
            assertThat(one.close(Duration.ofMinutes(1))).isTrue();
        }
        assertThat(fleet.emulator().client().media().stream().filter(media -> media.name().matches("\\d+(\\.mp4)?"))).hasSize(60);
    }
}
