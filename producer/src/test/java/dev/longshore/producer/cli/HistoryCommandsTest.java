package dev.longshore.producer.cli;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.UploadError;
import dev.longshore.producer.client.JobLog;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code status}, {@code errors} and {@code replay} on the same history. */
class HistoryCommandsTest {
    private final Bench bench = new Bench();

    @BeforeEach
    void history() {
        var kafka = bench.kafka();
        kafka.publish(status("running", JobState.UPLOADING, 1, 1, 4));
        kafka.publish(status("done", JobState.SUCCEEDED, 1, 4, 4));
        kafka.publish(result("done", 1));
        kafka.publish(error("gone", ErrorCode.SOURCE_NOT_FOUND, 1));
        kafka.publish(status("gone", JobState.FAILED, 1, 0, 0));
        kafka.publish(error("mended", ErrorCode.SOURCE_NOT_FOUND, 1));
        kafka.publish(status("mended", JobState.SUCCEEDED, 2, 4, 4));
        kafka.publish(error("slow", ErrorCode.SERVICE_UNAVAILABLE, 1));
        kafka.publish(status("slow", JobState.FAILED, 1, 0, 0));
        kafka.publish(error("again", ErrorCode.SERVICE_UNAVAILABLE, 4));
        kafka.publish(status("again", JobState.FAILED, 4, 0, 0));
        kafka.publish(error("done", ErrorCode.CONFLICT, 0));
        kafka.publish(refused("bad", "{\"jobId\":\"bad\",\"mediaFilePath\":\"/bad.mp4\"}"));
        kafka.history();
        for (String jobId : new String[] {"gone", "mended", "again"}) {
            UploadJob job = UploadJob.of(jobId, "/" + jobId + ".mp4");
            bench.log().put(jobId, new JobLog.PublishedJob(JobCodec.write(job), Map.of(), Instant.EPOCH));
        }
    }

    @Test
    void statusShowsWhereJobsStand() {
        assertThat(bench.run("", "status")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out().getFirst()).matches("JOB +STATE +DONE +BYTES +RUN +TRY +UPDATED +CODE OR FILE ID");
        assertThat(bench.out()).anyMatch(line -> line.matches("running +uploading +25% +4 B +1 +1 .*"));
        assertThat(bench.err()).contains("1 uploading, 2 succeeded, 4 failed");
    }

    @Test
    void statusOfNamedJobsTellsByTheExitCode() {
        assertThat(bench.run("", "status", "done", "running")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.run("", "status", "done", "gone")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.run("", "status", "nowhere")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.err()).contains("nothing is known of job nowhere");
    }

    @Test
    void statusByStateAsJson() {
        assertThat(bench.run("", "status", "--state", "succeeded", "--json")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out()).hasSize(2).allMatch(line -> line.startsWith("{\"type\":\"status\",\"value\":{\"jobId\":\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                 | 6",
        "--code Source.NotFound             | 2",
        "--code Source. --code Job.         | 4",
        "--category service                 | 2",
        "--text SLOW                        | 1",
        "--since 2030-01-31T12:00:00Z       | 6",
        "--until 2030-01-31T12:00:00Z       | 0",
        "--since 2031-01-01T00:00:00Z       | 0",
        "--retryable                        | 2",
        "gone slow                          | 2",
        "--limit 3                          | 3",
    })
    void errorsAreFiltered(String filter, int count) {
        assertThat(bench.run("", ("errors --json " + filter).strip().split(" "))).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out()).hasSize(count).allMatch(line -> line.startsWith("{\"type\":\"error\""));
    }

    @Test
    void errorsForPeopleHaveTheMessage() {
        bench.run("", "errors", "--code", "Source.NotFound");
        assertThat(bench.out()).anyMatch(line -> line.matches("2030-01-31T12:00:00Z +gone +Source.NotFound +1 +It went wrong."));
    }

    @Test
    void replayPublishesWhatStillStandsFailedAsItWasPublished() {
        assertThat(bench.run("", "replay", "--code", "Source.NotFound")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).containsExactly(UploadJob.of("gone", "/gone.mp4"));
        assertThat(bench.out()).containsExactly("gone  longshore.jobs-0@0");
        assertThat(bench.err()).contains("1 published, 0 left alone");
    }

    @Test
    void replayLeavesAloneWhatWentRoundTooOftenAndWhatCannotBeFound() {
        assertThat(bench.run("", "replay", "--category", "service")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.published()).isEmpty();
        assertThat(bench.err()).contains("job again is left alone: it was published again 3 times",
                "job slow is left alone: the jobs' topic no longer holds it");
        assertThat(bench.run("", "replay", "again", "--force")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).containsExactly(UploadJob.of("again", "/again.mp4"));
    }

    @Test
    void replayTakesARefusedRecordFromItsError() {
        assertThat(bench.run("", "replay", "bad")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).containsExactly(UploadJob.of("bad", "/bad.mp4"));
    }

    @Test
    void aRecordThatWasRefusedAgainAndAgainIsLeftAlone() {
        for (int i = 0; i < 3; i++) {
            bench.kafka().publish(refused("bad", "{\"jobId\":\"bad\",\"mediaFilePath\":\"/bad.mp4\"}"));
        }
        bench.kafka().history();
        assertThat(bench.run("", "replay", "bad")).isEqualTo(ExitCodes.JOBS_FAILED);
        assertThat(bench.err()).contains("job bad is left alone: it was published again 3 times");
    }

    @Test
    void replayDryRunPublishesNothing() {
        assertThat(bench.run("", "replay", "--all", "--dry-run", "--limit", "1")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.published()).isEmpty();
        assertThat(bench.out()).hasSize(1);
        assertThat(bench.err()).contains("1 would be published");
    }

    @Test
    void replayWithoutAFilterIsRefused() {
        assertThat(bench.run("", "replay")).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.err()).contains("--all");
    }

    @Test
    void aKeyIsPrintedAsEnvironmentAndAsProperties() {
        assertThat(bench.run("", "keygen", "--id", "k1")).isEqualTo(ExitCodes.SUCCESS);
        String key = bench.out().get(2).substring("LONGSHORE_SEAL_KEYS_0_KEY=".length());
        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
        assertThat(bench.out()).contains("LONGSHORE_SEAL_KEYS_0_ID=k1", "longshore.seal.keys[0].id=k1",
                "longshore.seal.keys[0].key=" + key);
        bench.run("", "keygen", "--json");
        assertThat(bench.out().getLast())
                .matches("\\{\"type\":\"key\",\"value\":\\{\"id\":\"\\d{4}-\\d{2}\",\"key\":\"[A-Za-z0-9+/=]{44}\"}}")
                .doesNotContain(key);
        assertThat(bench.run("", "keygen", "--id", "a b")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aCompletionScriptKnowsEveryCommand() {
        assertThat(bench.run("", "completion", "bash")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(String.join("\n", bench.out()))
                .contains("submit", "replay", "--max-replays", "quickstart", "complete -F _complete_longshore -o default longshore");
        assertThat(bench.run("", "completion", "fish")).isEqualTo(ExitCodes.USAGE);
    }

    private static UploadError refused(String jobId, String raw) {
        UploadError plain = error(jobId, ErrorCode.UNKNOWN_FIELD, 0);
        String value = Base64.getEncoder().encodeToString(raw.getBytes(StandardCharsets.UTF_8));
        return new UploadError(
                jobId, plain.code(), plain.category(), plain.retryable(), plain.message(), plain.hint(), null, null, null, null, 0, 0,
                plain.failedAt(), new RejectedRecord("longshore.jobs", 0, 7, value, false), null, null);
    }
}
