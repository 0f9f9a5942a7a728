package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

class OutcomeCodecTest {
    @Test
    void outcomesAndStatesSurviveTheJourney() {
        RandomOutcomes outcomes = new RandomOutcomes(5);
        for (int i = 0; i < 300; i++) {
            UploadResult result = outcomes.result();
            UploadError error = outcomes.error();
            JobStatus status = outcomes.status();
            assertThat(OutcomeCodec.readResult(OutcomeCodec.write(result))).isEqualTo(result);
            assertThat(OutcomeCodec.readError(OutcomeCodec.write(error))).isEqualTo(error);
            assertThat(OutcomeCodec.readStatus(OutcomeCodec.write(status))).isEqualTo(status);
        }
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        JobStatus status = new RandomOutcomes(5).status();
        ObjectNode json = (ObjectNode) Schemas.PLAIN.readTree(OutcomeCodec.write(status));
        json.putObject("addedLater").put("x", 1);
        assertThat(OutcomeCodec.readStatus(Schemas.PLAIN.writeValueAsBytes(json))).isEqualTo(status);
    }

    @Test
    void statesAndCategoriesOfALaterVersionAreReadAsUnknown() {
        ObjectNode status = (ObjectNode) Schemas.PLAIN.readTree(OutcomeCodec.write(new RandomOutcomes(5).status()));
        status.put("state", "paused");
        assertThat(OutcomeCodec.readStatus(Schemas.PLAIN.writeValueAsBytes(status)).state()).isEqualTo(JobState.UNKNOWN);
        ObjectNode error = (ObjectNode) Schemas.PLAIN.readTree(OutcomeCodec.write(new RandomOutcomes(5).error()));
        error.put("category", "weather").put("code", "Weather.Storm");
        UploadError read = OutcomeCodec.readError(Schemas.PLAIN.writeValueAsBytes(error));
        assertThat(read.category()).isEqualTo(ErrorCategory.UNKNOWN);
        assertThat(read.code()).isEqualTo("Weather.Storm");
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void statesTravelInLowerCase(JobState state) {
        JobStatus status = new JobStatus("a", state, 1, 1, 0, 0, 0, 0, null, null, null, Instant.EPOCH);
        assertThat(new String(OutcomeCodec.write(status), StandardCharsets.UTF_8))
                .contains("\"state\":\"" + state.name().toLowerCase(Locale.ROOT) + "\"");
        assertThat(OutcomeCodec.readStatus(OutcomeCodec.write(status))).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(ErrorCategory.class)
    void categoriesTravelInLowerCase(ErrorCategory category) {
        UploadError error =
                new UploadError("a", ErrorCode.INTERNAL_ERROR.code(), category, true, "m", "h", null, null, null, null, 1, 1, Instant.EPOCH,
                        null, null, null);
        assertThat(new String(OutcomeCodec.write(error), StandardCharsets.UTF_8))
                .contains("\"category\":\"" + category.name().toLowerCase(Locale.ROOT) + "\"");
        assertThat(OutcomeCodec.readError(OutcomeCodec.write(error))).isEqualTo(error);
    }

    @Test
    void timesTravelAsIsoTextInUtc() {
        JobStatus status =
                new JobStatus("a", JobState.QUEUED, 1, 1, 0, 0, 0, 0, null, null, null, Instant.parse("2030-01-31T12:00:00.123Z"));
        assertThat(new String(OutcomeCodec.write(status), StandardCharsets.UTF_8)).contains("\"updatedAt\":\"2030-01-31T12:00:00.123Z\"")
                .doesNotContain("null");
    }

    @Test
    void aRepeatSaysSoAndIsOtherwiseTheSame() {
        UploadResult result = new RandomOutcomes(5).result();
        UploadResult repeat = result.asRepeat();
        assertThat(repeat.repeat()).isTrue();
        assertThat(repeat).usingRecursiveComparison().ignoringFields("repeat").isEqualTo(result);
    }

    @Test
    void whatIsNoOutcomeIsRefused() {
        assertThatThrownBy(() -> OutcomeCodec.readStatus("oops".getBytes(StandardCharsets.UTF_8))).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> OutcomeCodec.readResult("[]".getBytes(StandardCharsets.UTF_8))).isInstanceOf(JacksonException.class);
    }
}
