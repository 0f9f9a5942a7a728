package dev.longshore.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aCodeBeginsWithItsCategoryAndHasAHintInASentence(ErrorCode code) {
        assertThat(code.code()).matches("[A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+");
        assertThat(code.code().toLowerCase(Locale.ROOT)).startsWith(code.category().name().toLowerCase(Locale.ROOT) + ".");
        assertThat(code.hint()).endsWith(".");
        assertThat(ErrorCode.known(code.code())).contains(code);
    }

    @Test
    void noCodeIsGivenTwice() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code)).doesNotHaveDuplicates();
    }

    @Test
    void aCodeOfALaterVersionIsNotKnown() {
        assertThat(ErrorCode.known("Weather.Storm")).isEmpty();
    }

    @Test
    void onlySucceededFailedAndCancelledAreFinal() {
        assertThat(Arrays.stream(JobState.values()).filter(JobState::terminal))
                .containsExactly(JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED);
    }
}
