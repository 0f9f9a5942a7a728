package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.longshore.job.CancelRequest;
import dev.longshore.outcome.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest extends WebTest {

    @Test
    void aRunningUploadIsCancelledWithAReason() throws Exception {
        submit(JOB);
        tell("film", JobState.UPLOADING, 1);
        Answer answer = change("cancel", "{\"reason\":\"a new cut\"}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/uploads/film");
        assertThat(change("cancel", "").status()).isEqualTo(202);
        assertThat(topic.cancels).containsExactly(new CancelRequest("film", "a new cut"), new CancelRequest("film", null));
        assertThat(change("replay", "").status()).isEqualTo(409);
        fail("film", 1);
        assertThat(change("cancel", "").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0',
            value = {"{\"reason\":7}|422", "{\"why\":\"x\"}|422", "[]|422", "{|400", "{\"reason\":\"\"}|422"})
    void aWrongBodyOfACancelIsRefused(String body, int status) throws Exception {
        submit(JOB);
        assertThat(change("cancel", body).status()).isEqualTo(status);
        assertThat(topic.cancels).isEmpty();
    }

    @Test
    void aFailedUploadIsRunAgainAsItWasPublished() throws Exception {
        assertThat(change("replay", "").status()).isEqualTo(404);
        submit(JOB);
        assertThat(change("replay", "").status()).isEqualTo(409);
        fail("film", 1);
        assertThat(change("replay", "").status()).isEqualTo(202);
        assertThat(topic.republished).containsExactly("film");
        topic.dropRecords();
        Answer gone = change("replay", "");
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.body().get("detail").asString()).contains("no longer holds");
    }

    @Test
    void aJobThatWasRefusedAtTheDoorIsNotRunAgain() throws Exception {
        board.hear(new dev.longshore.producer.client.Event.Ended(new dev.longshore.producer.client.Outcome.Failed(
                new dev.longshore.outcome.UploadError("film", "Job.InvalidField", dev.longshore.outcome.ErrorCategory.JOB, false, "m", "h",
                        null, null,
                        null, null, 0, 0, java.time.Instant.now(), null, null, null))));
        assertThat(change("replay", "").body().get("detail").asString()).contains("submit it anew");
    }

    private Answer change(String what, String body) throws Exception {
        return call(post("/v1/uploads/film/" + what).content(body).contentType("application/json"));
    }
}
