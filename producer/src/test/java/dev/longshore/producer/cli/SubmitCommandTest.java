package dev.longshore.producer.cli;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.producer.client.MockKafka;
import dev.longshore.wire.JobCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitCommandTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void eachFileBecomesAJobWithAStableId() throws IOException {
        Path film = Files.writeString(dir.resolve("harbour at dawn.mp4"), "bytes");
        Bench bench = new Bench();
        assertThat(bench.run("", "submit", film.toString(), "films:2026/b.mp4")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).extracting(UploadJob::mediaFilePath).containsExactly(film.toString(), "films:2026/b.mp4");
        String first = bench.published().get(0).jobId();
        assertThat(first).matches("harbour_at_dawn\\.mp4-[0-9a-f]{12}");
        assertThat(bench.published().get(1).jobId()).matches("b\\.mp4-[0-9a-f]{12}");
        assertThat(bench.out()).hasSize(2).first().asString().isEqualTo(first + "  longshore.jobs-0@0");
        assertThat(bench.err()).contains("films:2026/b.mp4 can't be seen from here");

        Bench again = new Bench();
        again.run("", "submit", film.toString());
        assertThat(again.published().getFirst().jobId()).isEqualTo(first);
        Files.setLastModifiedTime(film, FileTime.from(Instant.EPOCH));
        again.run("", "submit", film.toString());
        assertThat(again.published().get(1).jobId()).isNotEqualTo(first);
    }

    @Test
    void everyAttributeOfAJobHasItsOption() throws Exception {
        UploadJob job = new UploadJob(
                "my-job", "/a.mp4", "mp4", "Name", "/a.jpg", "jpg", "Preset", OffsetDateTime.parse("2030-01-31T12:00:00Z"), 7L, "source",
                "session",
                1400000000L, "ap-chongqing", "films/a.mp4", "{}", "ap-guangzhou", 4, 10485760L, "tenant",
                OffsetDateTime.parse("2029-12-31T12:00:00Z"), OffsetDateTime.parse("2026-12-31T12:00:00Z"));
        Bench bench = new Bench();
        int exit = bench.run(
                "", "submit", "/a.mp4", "--job-id", "my-job", "--media-type", "mp4", "--media-name", "Name", "--cover", "/a.jpg",
                "--cover-type", "jpg",
                "--procedure", "Preset", "--expire-time", "2030-01-31T12:00:00Z", "--class-id", "7", "--source-context", "source",
                "--session-context", "session",
                "--sub-app-id", "1400000000", "--storage-region", "ap-chongqing", "--media-storage-path", "films/a.mp4", "--ext-info", "{}",
                "--region", "ap-guangzhou", "--concurrent-upload-number", "4", "--bandwidth-limit", "10485760", "--credentials", "tenant",
                "--deadline", "2029-12-31T12:00:00Z", "--not-before", "2026-12-31T12:00:00Z");
        assertThat(exit).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).containsExactly(job);
        for (var component : UploadJob.class.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(job)).as(component.getName() + " is part of this test").isNotNull();
        }
    }

    @Test
    void theConnectionIsAsTheOptionsAndTheFileSay() throws IOException {
        Path config = Files.writeString(dir.resolve("client.properties"),
                "security.protocol=SASL_SSL\n# comment\nsasl.mechanism = SCRAM-SHA-512\n");
        Bench bench = new Bench();
        bench.run("", "submit", "/a.mp4", "--bootstrap-server", "kafka:9093", "--command-config", config.toString(), "--topic-prefix",
                "eu.");
        assertThat(bench.settings().bootstrapServers()).isEqualTo("kafka:9093");
        assertThat(bench.settings().topics().jobs()).isEqualTo("eu.jobs");
        assertThat(bench.settings().kafka()).isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512"));
        assertThat(bench.out().getFirst()).endsWith("eu.jobs-0@0");
    }

    @Test
    void followingShowsProgressAndATableAndTellsSuccess() {
        Bench bench = new Bench(SubmitCommandTest::succeed);
        assertThat(bench.run("", "submit", "/a.mp4", "--job-id", "a", "--follow", "--timeout", "30s")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out())
                .contains("a  uploading  50%  0.5/1.0 MiB")
                .contains("JOB  FILE ID     SIZE  ATTEMPTS  SECONDS  URL",
                        "a    file-a   1.0 MiB         1     1.50  https://media.example/a.mp4");
    }

    @Test
    void oneFailureAmongSuccessesIsTold() {
        Bench bench = new Bench((kafka, job) -> {
            if (job.jobId().startsWith("bad")) {
                kafka.publish(error(job.jobId(), ErrorCode.SOURCE_NOT_FOUND, 1));
            } else {
                succeed(kafka, job);
            }
        });
        assertThat(bench.run("", "submit", "/good.mp4", "/bad.mp4", "--follow", "--timeout", "30s")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(String.join("\n", bench.out())).contains("Source.NotFound",
                "Check the path and that the workers mount the same storage.");
    }

    @Test
    void timeThatRunsOutIsToldWithTheJobsThatAreLeft() {
        Bench bench = new Bench();
        assertThat(bench.run("", "submit", "/a.mp4", "--job-id", "slow", "--follow", "--timeout", "1ms")).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(bench.err()).contains("1 of 1 jobs have not ended: slow");
    }

    @Test
    void jobsComeFromAFileOrStandardInputAndBadLinesAreNamed() throws IOException {
        String lines = json("a") + "\n\n  \n{\"jobId\":\"b\"}\n" + json("c") + "\nnonsense";
        Bench bench = new Bench();
        assertThat(bench.run(lines, "submit", "--from", "-")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.published()).extracting(UploadJob::jobId).containsExactly("a", "c");
        assertThat(bench.err()).contains("line 4 of -: A job needs the field \"mediaFilePath\".", "line 6 of -: Not JSON");
        Path file = Files.writeString(dir.resolve("jobs.ndjson"), json("d") + "\n");
        assertThat(bench.run("", "submit", "--from", file.toString())).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).extracting(UploadJob::jobId).contains("d");
    }

    @Test
    void manyJobsFromAStreamAreAllPublishedAndFollowed() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2500; i++) {
            lines.append(json("job-" + i)).append('\n');
        }
        Bench bench = new Bench(SubmitCommandTest::succeed);
        assertThat(bench.run(lines.toString(), "submit", "--from", "-", "--follow", "--timeout", "60s")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).hasSize(2500);
        assertThat(bench.out().getLast()).isEqualTo("and 2400 more");
    }

    @Test
    void jsonLinesHoldSubmissionsStatesAndOutcomesAndNothingElse() {
        Bench bench = new Bench(SubmitCommandTest::succeed);
        assertThat(bench.run("", "submit", "/a.mp4", "--job-id", "a", "--follow", "--json")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out()).allMatch(line -> line.matches("\\{\"type\":\"(submitted|status|result)\",\"value\":\\{.*}}"));
        assertThat(bench.out()).filteredOn(line -> line.contains("\"submitted\""))
                .first()
                .asString()
                .contains("\"jobId\":\"a\"", "\"topic\":\"longshore.jobs\"", "\"offset\":0");
        assertThat(bench.out()).filteredOn(line -> line.startsWith("{\"type\":\"result\""))
                .first()
                .asString()
                .contains("\"fileId\":\"file-a\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "submit | Give either FILEs or --from",
        "submit /a.mp4 --from - | Give either FILEs or --from",
        "submit --from - --cover /a.jpg | --from takes whole jobs",
        "submit /a.mp4 /b.mp4 --job-id a | --job-id names one job",
        "submit a.mp4 | must be an absolute path",
        "submit https://host/a.mp4 | not a URL",
        "submit /a.mp4 --cover-type jpg | coverType is of no use",
        "submit /a.mp4 --class-id x | --class-id",
        "submit /a.mp4 --expire-time tomorrow | --expire-time",
        "submit /a.mp4 --follow --timeout soon | is no duration",
        "submit /a.mp4 --nonsense | Unknown option",
        "submit /dev/null | is no regular file",
        "submit /a.mp4 --command-config /nowhere/x | Can't read --command-config",
        "submit --from /nowhere/jobs | no file /nowhere/jobs",
        "'' | Which command"
    })
    void aWrongCommandPublishesNothing(String command, String problem) {
        Bench bench = new Bench();
        String[] args = command.isEmpty() ? new String[0] : command.split(" ");
        assertThat(bench.run("", args)).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.err()).contains(problem);
        assertThat(bench.published()).isEmpty();
    }

    private static void succeed(MockKafka kafka, UploadJob job) {
        kafka.publish(status(job.jobId(), JobState.UPLOADING, 1, 512 << 10, 1 << 20));
        kafka.publish(result(job.jobId(), 1));
    }

    private static String json(String jobId) {
        return new String(JobCodec.write(UploadJob.of(jobId, "/" + jobId + ".mp4")), StandardCharsets.UTF_8);
    }
}
