package dev.longshore.producer.cli;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import org.junit.jupiter.api.Test;

class FollowCommandTest {
    private final Bench bench = new Bench();

    @Test
    void namedJobsThatEndedLongAgoAreToldAtOnce() {
        bench.kafka().publish(result("other", 1));
        bench.kafka().publish(result("a", 1));
        bench.kafka().publish(status("a", JobState.SUCCEEDED, 1, 1, 1));
        bench.kafka().history();
        assertThat(bench.run("", "follow", "a", "--timeout", "30s")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(String.join("\n", bench.out())).contains("https://media.example/a.mp4").doesNotContain("other");
    }

    @Test
    void aJobThatFailedAndThenSucceededHasSucceeded() {
        bench.kafka().publish(error("a", ErrorCode.SOURCE_NOT_FOUND, 1));
        bench.kafka().publish(status("a", JobState.UPLOADING, 2, 1, 2));
        bench.kafka().history();
        bench.kafka().publish(result("a", 2));
        assertThat(bench.run("", "follow", "a", "--timeout", "30s")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(String.join("\n", bench.out())).doesNotContain("Source.NotFound");
    }

    @Test
    void aFailedJobIsToldByTheExitCode() {
        bench.kafka().publish(result("a", 1));
        bench.kafka().publish(error("b", ErrorCode.CREDENTIALS_REJECTED, 1));
        bench.kafka().history();
        assertThat(bench.run("", "follow", "a", "b", "--timeout", "30s")).isEqualTo(ExitCodes.JOBS_FAILED);
    }

    @Test
    void aJobThatDoesNotEndInTimeIsNamed() {
        assertThat(bench.run("", "follow", "a", "--timeout", "1ms")).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(bench.err()).contains("1 of 1 jobs have not ended: a");
    }

    @Test
    void withoutNamesEveryJobIsShownUntilTimeIsUp() {
        bench.kafka().publish(status("a", JobState.QUEUED, 1, 0, 0));
        bench.kafka().publish(result("b", 1));
        assertThat(bench.run("", "follow", "--timeout", "1s", "--json")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.out()).hasSize(2)
                .allMatch(line -> line.startsWith("{\"type\":\"status\"") || line.startsWith("{\"type\":\"result\""));
    }
}
