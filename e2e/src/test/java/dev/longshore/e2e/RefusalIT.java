package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.UploadError;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publisher gets for input that can't become a media, and what kcat can publish. */
class RefusalIT {
    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;
    private static Publisher publisher;

    @BeforeAll
    static void start() throws IOException {
        storage = Files.createDirectories(dir.resolve("storage"));
        FleetSettings settings = TestFleet.in(dir.resolve("fleet"), Map.of("media", storage));
        fleet = Fleet.start(settings);
        fleet.addWorkers("worker-a");
        publisher = new Publisher(fleet.bootstrapServers());
    }

    @AfterAll
    static void stop() throws Exception {
        publisher.close();
        fleet.close();
    }

    @AfterEach
    void theWorkerLivesAndStillUploads() throws Exception {
        String jobId = "alive-" + System.nanoTime();
        publisher.publish(UploadJob.of(jobId, SampleFiles.random(storage.resolve("alive.mp4"), 1000, 3).toString()));
        await().atMost(Duration.ofSeconds(30)).until(() -> !publisher.resultsOf(jobId).isEmpty());
        assertThat(fleet.worker("worker-a").process().isAlive()).isTrue();
    }

    @Test
    void malformedJsonIsRefusedWithTheRawRecordKept() {
        byte[] raw = "{\"jobId\": \"broken\", ".getBytes(StandardCharsets.UTF_8);
        publisher.publish("broken", raw);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> publisher.errors.stream().anyMatch(error -> error.code().equals("Job.MalformedJson")));
        List<UploadError> errors =
                publisher.errors.stream().filter(error -> error.code().equals("Job.MalformedJson")).toList();
        assertThat(errors).hasSize(1);
        assertThat(errors.getFirst().record().value()).isEqualTo(Base64.getEncoder().encodeToString(raw));
    }

    @Test
    void anUnknownFieldIsNamed() {
        String json = "{\"jobId\":\"unknown-field\",\"mediaFilePath\":\"/a.mp4\",\"mediaNaem\":\"x\"}";
        publisher.publish("unknown-field", json.getBytes(StandardCharsets.UTF_8));
        UploadError error = onlyErrorOf("unknown-field");
        assertThat(error.code()).isEqualTo("Job.UnknownField");
        assertThat(error.field()).isEqualTo("mediaNaem");
    }

    @Test
    void aMissingFileIsNamed() {
        publisher.publish(UploadJob.of("missing", storage.resolve("nowhere.mp4").toString()));
        UploadError error = onlyErrorOf("missing");
        assertThat(error.code()).isEqualTo("Source.NotFound");
        assertThat(error.field()).isEqualTo("mediaFilePath");
    }

    @Test
    void aPathOutsideTheRootsIsRefused() throws Exception {
        Path outside = SampleFiles.random(dir.resolve("outside.mp4"), 10, 4);
        publisher.publish(UploadJob.of("outside", outside.toString()));
        assertThat(onlyErrorOf("outside").code()).isEqualTo("Source.OutsideRoots");
    }

    @Test
    void aLinkThatLeavesTheRootsIsRefused() throws Exception {
        Path outside = SampleFiles.random(dir.resolve("secret.mp4"), 10, 5);
        Path link = Files.createSymbolicLink(storage.resolve("link.mp4"), outside);
        publisher.publish(UploadJob.of("link", link.toString()));
        assertThat(onlyErrorOf("link").code()).isEqualTo("Source.OutsideRoots");
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Path empty = Files.createFile(storage.resolve("empty.mp4"));
        publisher.publish(UploadJob.of("empty", empty.toString()));
        assertThat(onlyErrorOf("empty").code()).isEqualTo("Source.Empty");
    }

    @Test
    void anUnknownRegionIsNamed() throws Exception {
        Path file = SampleFiles.random(storage.resolve("region.mp4"), 10, 6);
        publisher.publish(UploadJob.builder("region", file.toString()).region("ap-nowhere").build());
        UploadError error = onlyErrorOf("region");
        assertThat(error.field()).isEqualTo("region");
        assertThat(error.category().name()).isEqualTo("JOB");
        assertThat(error.serviceCode()).isEqualTo("UnsupportedRegion");
        assertThat(error.requestId()).isNotBlank();
    }

    @Test
    void otherContentUnderAKnownJobIdIsAConflictThatLeavesTheFirstAlone() throws Exception {
        Path file = SampleFiles.random(storage.resolve("first.mp4"), 10, 7);
        publisher.publish(UploadJob.of("same-id", file.toString()));
        await().atMost(Duration.ofSeconds(30)).until(() -> !publisher.resultsOf("same-id").isEmpty());
        publisher.publish(UploadJob.builder("same-id", file.toString()).mediaName("another").build());
        UploadError error = onlyErrorOf("same-id");
        assertThat(error.code()).isEqualTo("Job.Conflict");
        assertThat(error.field()).isEqualTo("mediaName");
        assertThat(publisher.resultsOf("same-id")).hasSize(1);
    }

    @Test
    void kcatPublishesWithoutAKeyAndWithLibrdkafkasPartitioner() throws Exception {
        Path file = SampleFiles.random(storage.resolve("kcat.mp4"), 12_345, 8);
        for (int i = 0; i < 8; i++) {
            kcat("{\"jobId\":\"kcat-null-" + i + "\",\"mediaFilePath\":\"media:kcat.mp4\"}");
            kcat("{\"jobId\":\"kcat-key-" + i + "\",\"mediaFilePath\":\"" + file + "\"}", "-k", "some-key-" + i);
        }
        await("all sixteen results")
                .atMost(Duration.ofSeconds(60))
                .until(() -> publisher.results.stream().filter(result -> result.jobId().startsWith("kcat-")).count() == 16);
        assertThat(publisher.results.stream().filter(result -> result.jobId().startsWith("kcat-")))
                .allMatch(result -> result.size() == 12_345);
    }

    @Test
    void kcatCancelsAJobThatIsScheduledAndIsToldOfOneThatIsUnknown() throws Exception {
        Path file = SampleFiles.random(storage.resolve("later.mp4"), 1000, 9);
        OffsetDateTime tomorrow = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.SECONDS);
        publisher.publish(UploadJob.builder("later", file.toString()).notBefore(tomorrow).build());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> publisher.states.containsKey("later") && publisher.states.get("later").state() == JobState.SCHEDULED);

        kcat("{\"cancel\":\"later\",\"reason\":\"a new cut\"}", "-k", "later");
        UploadError error = onlyErrorOf("later");
        assertThat(error.code()).isEqualTo("Cancelled.OnRequest");
        assertThat(error.message()).contains("a new cut");
        assertThat(publisher.resultsOf("later")).isEmpty();

        kcat("{\"cancel\":\"never-published\"}", "-k", "never-published");
        assertThat(onlyErrorOf("never-published").code()).isEqualTo("Job.Unknown");
    }

    private static void kcat(String value, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("kcat", "-P", "-b", fleet.bootstrapServers(), "-t", "longshore.jobs", "-X", "partitioner=consistent_random"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(value.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    private static UploadError onlyErrorOf(String jobId) {
        await("an error of " + jobId).atMost(Duration.ofSeconds(30)).until(() -> !publisher.errorsOf(jobId).isEmpty());
        assertThat(publisher.errorsOf(jobId)).hasSize(1);
        return publisher.errorsOf(jobId).getFirst();
    }
}
