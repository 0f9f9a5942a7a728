package dev.longshore.producer.cli;

import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobState;
import dev.longshore.producer.client.MockKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitFolderTest {
    @TempDir
    private Path dir = Path.of("");

    private final Bench bench = new Bench(SubmitFolderTest::succeed);

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(dir.resolve("films/old"));
        Files.writeString(dir.resolve("films/a.mp4"), "a");
        Files.writeString(dir.resolve("films/notes.txt"), "n");
        Files.writeString(dir.resolve("films/old/b.mp4"), "b");
        Files.writeString(dir.resolve("films/old/c.mkv"), "c");
    }

    @Test
    void everyFileBelowAFolderBecomesAJob() {
        assertThat(bench.run("", "submit", dir + "/films", "--media-name", "x")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).extracting(job -> dir.relativize(Path.of(job.mediaFilePath())).toString())
                .containsExactlyInAnyOrder("films/a.mp4", "films/notes.txt", "films/old/b.mp4", "films/old/c.mkv");
        assertThat(bench.published()).extracting(UploadJob::mediaName).containsOnly("x");
        assertThat(bench.err()).contains("4 published, 0 left out because they have succeeded before, 0 refused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*.mp4            | a.mp4 b.mp4",
        "old/*            | b.mp4 c.mkv",
        "{*.mkv,*.txt}    | c.mkv notes.txt",
        "**/old/*.mkv     | ''",
    })
    void aGlobChooses(String glob, String expected) {
        bench.run("", "submit", dir + "/films", "--glob", glob);
        assertThat(bench.published().stream().map(job -> Path.of(job.mediaFilePath()).getFileName().toString()).sorted().toList())
                .isEqualTo(expected.isEmpty() ? java.util.List.of() : java.util.List.of(expected.split(" ")));
    }

    @Test
    void aSecondRunLeavesOutWhatHasSucceeded() throws IOException {
        bench.run("", "submit", dir + "/films", "--follow", "--timeout", "30s");
        bench.kafka().history();
        Files.writeString(dir.resolve("films/d.mp4"), "new");
        Files.writeString(dir.resolve("films/a.mp4"), "changed");
        Bench again = bench;
        assertThat(again.run("", "submit", dir + "/films")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(again.err()).contains("2 published, 3 left out because they have succeeded before, 0 refused");
        assertThat(again.published()).hasSize(6);
        assertThat(again.run("", "submit", dir + "/films", "--again")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(again.published()).hasSize(11);
    }

    @Test
    void aDryRunPrintsTheJobsAndPublishesNothing() {
        assertThat(bench.run("", "submit", dir + "/films", "--glob", "*.mkv", "--dry-run")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out()).singleElement().asString().contains("\"mediaFilePath\":\"" + dir + "/films/old/c.mkv\"");
        assertThat(bench.run("{\"jobId\":\"a\"}\n", "submit", "--from", "-", "--dry-run")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.run("", "submit", "a.mp4", "--dry-run")).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.published()).isEmpty();
    }

    @Test
    void aDryRunAsJsonHoldsTheJob() {
        bench.run("", "submit", dir + "/films/a.mp4", "--job-id", "a", "--dry-run", "--json");
        assertThat(bench.out())
                .containsExactly("{\"type\":\"job\",\"value\":{\"jobId\":\"a\",\"mediaFilePath\":\"" + dir + "/films/a.mp4\"}}");
    }

    @Test
    void watchingPublishesWhatSettlesUntilTimeIsUp() {
        int exit = bench.run(
                "", "submit", dir + "/films", "--glob", "*.mkv", "--watch", "--settle", "0ms", "--interval", "1ms", "--timeout", "300ms");
        assertThat(exit).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).singleElement().extracting(UploadJob::mediaFilePath).isEqualTo(dir + "/films/old/c.mkv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "submit /a.mp4 --watch | are for folders",
        "submit /a.mp4 --glob *.mp4 | are for folders",
        "submit DIR --job-id a | make their own",
        "submit DIR --glob [ | --glob [:",
    })
    void optionsThatDoNotFitAreRefused(String command, String problem) {
        assertThat(bench.run("", command.replace("DIR", dir.toString()).split(" "))).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.err()).contains(problem);
        assertThat(bench.published()).isEmpty();
    }

    private static void succeed(MockKafka kafka, UploadJob job) {
        kafka.publish(result(job.jobId(), 1));
        kafka.publish(status(job.jobId(), JobState.SUCCEEDED, 1, 1, 1));
    }
}
