package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.StoredBytes;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka 3.9, which has neither share groups nor Streams groups: workers that are told nothing of it go by classic ones. */
class OlderKafkaIT {
    private static final int SMALL_FILES = 40;
    private static final long LARGE_BYTES = 256L << 20;
    private static final int SEGMENTS = 6;

    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;

    @BeforeAll
    static void start() throws IOException {
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(FleetSettings.in(dir.resolve("fleet"), WorkerJar.find(), Map.of("media", storage))
                .withKafka(KafkaRelease.OLDER)
                .withEmulatorArgs("--bandwidth=24MiB")
                .withWorkerArgs("--longshore.ledger.slice-budget=2s"));
        fleet.addWorkers("worker-a", "worker-b");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void everythingIsUploadedOnceThoughAWorkerIsKilledInTheMiddle() throws Exception {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("large", SampleFiles.random(storage.resolve("large.mp4"), LARGE_BYTES, 1));
        for (int i = 0; i < SMALL_FILES; i++) {
            files.put("small-" + i, SampleFiles.random(storage.resolve("small-" + i + ".mp4"), 10_000 + i, i));
        }
        files.put("bundle", bundle(storage.resolve("show")));
        try (Publisher publisher = new Publisher(fleet.bootstrapServers())) {
            publisher.publishAll(files.entrySet().stream().map(file -> job(file.getKey(), file.getValue())).toList());
            await("a worker is in the middle of the large file")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> isMidway(publisher.states.get("large")));
            String victim = String.valueOf(publisher.states.get("large").worker());
            fleet.worker(victim).process().kill();
            long killedAt = System.nanoTime();
            await("all results come").atMost(Duration.ofMinutes(4))
                    .until(() -> resultsOf(files.keySet(), publisher).size() == files.size());
            System.out.printf("the last of %d results came %.1f s after %s was killed%n", files.size(),
                    (System.nanoTime() - killedAt) / 1e9,
                    victim);

            List<UploadResult> results = resultsOf(files.keySet(), publisher);
            assertThat(publisher.errors).isEmpty();
            assertThat(results).extracting(UploadResult::jobId).containsExactlyInAnyOrderElementsOf(files.keySet());
            assertEachIsStoredOnce(files, results);
            assertThat(publisher.resultsOf("bundle").getFirst().bytesSent()).as("bytes of the bundle").isGreaterThan(SEGMENTS * 50_000L);
            startAgain(victim);
        }
    }

    /** Other tests' results may stand on the topic. */
    private static List<UploadResult> resultsOf(Set<String> jobIds, Publisher publisher) {
        return publisher.results.stream().filter(result -> jobIds.contains(result.jobId())).toList();
    }

    private static void assertEachIsStoredOnce(Map<String, Path> files, List<UploadResult> results) throws Exception {
        Map<String, List<MediaView>> media = fleet.emulator()
                .client()
                .media()
                .stream()
                .collect(Collectors.groupingBy(view -> String.valueOf(view.sourceContext())));
        for (UploadResult result : results) {
            assertThat(media.get(result.jobId())).as("media of " + result.jobId())
                    .extracting(MediaView::fileId)
                    .containsExactly(result.fileId());
            assertThat(StoredBytes.equal(files.get(result.jobId()), fleet.emulator().client().content(result.fileId())))
                    .as("stored bytes of " + result.jobId())
                    .isTrue();
        }
        assertThat(fleet.emulator().client().uploads()).as("open multipart uploads").isEmpty();
    }

    private static UploadJob job(String jobId, Path file) {
        return UploadJob.builder(jobId, file.toString()).sourceContext(jobId).build();
    }

    private static void startAgain(String victim) {
        fleet.startWorker(victim).awaitReady();
    }

    @Test
    void theCommandLineSubmitsFollowsAndFindsNothingToMend() throws Exception {
        Path film = SampleFiles.random(storage.resolve("cli.mp4"), 300_000, 77);
        Cli cli = new Cli(dir, fleet.bootstrapServers(), Map.of());

        var submitted = cli.run("submit", film.toString(), "--job-id", "cli-film", "--follow", "--timeout", "3m");
        assertThat(submitted.exit()).as(submitted.err()).isZero();
        var followed = cli.run("follow", "cli-film", "--timeout", "1m");
        assertThat(followed.exit()).as(followed.err()).isZero();
        assertThat(followed.text()).contains("http");

        var found = cli.run("doctor");
        assertThat(found.out()).anyMatch(line -> line.startsWith("warn  share.version") && line.contains("classic consumer groups"))
                .anyMatch(line -> line.startsWith("warn  streams.version"))
                .anyMatch(line -> line.startsWith("ok    topic longshore.classic.slices"))
                .noneMatch(line -> line.contains("group longshore.uploader"));
    }

    @Test
    void aWorkerThatWantsShareGroupsIsToldTheWayOut() throws Exception {
        try (JavaProcess process = fleet.startWorker("sharing", program -> program.args("--longshore.queue=share")).process()) {
            assertThat(process.awaitEnd(Duration.ofSeconds(90))).as("the worker ended by itself").isTrue();
            assertThat(process.exitCode()).isNotZero();
            assertThat(Files.readString(process.log())).contains("doesn't offer share groups").contains("longshore.queue=classic");
        }
    }

    private static boolean isMidway(JobStatus status) {
        return status != null && status.unitsTotal() > 0 && status.unitsDone() >= status.unitsTotal() / 4 && status.worker() != null;
    }

    /** An HLS playlist and its segments. */
    private static Path bundle(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of("#EXTM3U", "#EXT-X-TARGETDURATION:4"));
        for (int i = 0; i < SEGMENTS; i++) {
            SampleFiles.random(folder.resolve("part/" + i + ".ts"), 50_000 + i, 1000 + i);
            lines.addAll(List.of("#EXTINF:4,", "part/" + i + ".ts"));
        }
        lines.add("#EXT-X-ENDLIST");
        return Files.write(folder.resolve("index.m3u8"), lines);
    }
}
