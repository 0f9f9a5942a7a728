package dev.longshore.worker.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTableTest {
    private final ErrorTable table = new ErrorTable(List.of(rule("A.*"), rule("A.B.*"), rule("A.B.C"), rule("D")), rule("any other"));

    @Test
    void prefersTheExactCodeThenTheNarrowestFamily() {
        assertThat(found("A.B.C")).isEqualTo("A.B.C");
        assertThat(found("A.B.X")).isEqualTo("A.B.*");
        assertThat(found("A.B")).isEqualTo("A.B.*");
        assertThat(found("A.X")).isEqualTo("A.*");
        assertThat(found("A")).isEqualTo("A.*");
        assertThat(found("D")).isEqualTo("D");
    }

    @Test
    void knowsNothingOfCodesThatMerelyBeginAlike() {
        assertThat(table.find("AB")).isEmpty();
        assertThat(table.find("D.E")).isEmpty();
    }

    @Test
    void refusesTwoRulesForOneCode() {
        assertThatThrownBy(() -> new ErrorTable(List.of(rule("D"), rule("D")), rule("any other"))).hasMessageContaining("D");
    }

    @Test
    void aFailureTellsWhatHappenedWhatThatMeansAndWhatToDo() {
        Failure failure = rule("D").failure("Call: answered D", new Answered("D", "words", "req"));

        assertThat(failure.message()).isEqualTo("Call: answered D: a test's code. Look at the test");
        assertThat(failure.serviceMessage()).isEqualTo("words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "look at the test"})
    void refusesARuleWithoutAHintInASentence(String hint) {
        assertThatThrownBy(() -> new ErrorRule("D", ErrorCode.SERVICE_REJECTED, Failure.Remedy.GIVE_UP, "a code", hint))
                .hasMessageContaining("D needs");
    }

    @Test
    void cutsLongWordsAndDropsEmptyOnes() {
        Answered answered = new Answered("", "x".repeat(10_000), " ");

        assertThat(answered.code()).isNull();
        assertThat(answered.requestId()).isNull();
        assertThat(answered.message()).hasSize(500);
    }

    private String found(String code) {
        return table.find(code).orElseThrow().serviceCode();
    }

    private static ErrorRule rule(String code) {
        return new ErrorRule(code, ErrorCode.SERVICE_REJECTED, Failure.Remedy.GIVE_UP, "a test's code", "Look at the test.");
    }
}
