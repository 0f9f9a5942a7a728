package dev.longshore.producer.cli;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.CancelRequest;
import dev.longshore.outcome.ErrorCode;
import org.junit.jupiter.api.Test;

class CancelCommandTest {
    private final Bench bench = new Bench();

    @Test
    void publishesARequestForEachJob() {
        assertThat(bench.run("", "cancel", "a", "b", "--reason", "a new cut")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(bench.kafka().cancels()).containsExactly(new CancelRequest("a", "a new cut"), new CancelRequest("b", "a new cut"));
        assertThat(bench.out()).hasSize(2).first().asString().startsWith("a  longshore.jobs-");
    }

    @Test
    void refusesWhatIsNoJobIdAndWantsAtLeastOne() {
        assertThat(bench.run("", "cancel", "a b")).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.err()).contains("cancel must be a jobId");
        assertThat(bench.run("", "cancel", "a", "--reason", "x".repeat(251))).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.err()).contains("reason must be at most 250 characters");
        assertThat(bench.run("", "cancel")).isEqualTo(ExitCodes.USAGE);
        assertThat(bench.kafka().cancels()).isEmpty();
    }

    @Test
    void theExitCodeTellsWhetherEveryJobWasCancelled() {
        bench.kafka().publish(error("a", ErrorCode.CANCELLED_ON_REQUEST, 1));
        bench.kafka().history();
        assertThat(bench.run("", "cancel", "a", "--follow", "--timeout", "30s")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(String.join("\n", bench.out())).contains("Cancelled.OnRequest");
    }

    @Test
    void aJobThatSucceededFirstWasNotCancelled() {
        bench.kafka().publish(error("a", ErrorCode.CANCELLED_ON_REQUEST, 1));
        bench.kafka().publish(result("b", 1));
        bench.kafka().history();
        assertThat(bench.run("", "cancel", "a", "b", "--follow", "--timeout", "30s")).isEqualTo(ExitCodes.JOBS_FAILED);
    }

    @Test
    void aJobThatHasNotEndedInTimeIsNamed() {
        assertThat(bench.run("", "cancel", "a", "--follow", "--timeout", "1ms")).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(bench.err()).contains("1 of 1 jobs have not ended: a");
    }
}
