package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.JobState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LookTest extends WebTest {

    @Test
    void anUploadIsToldWithItsCause() throws Exception {
        submit(JOB);
        fail("film", 1);
        JsonNode upload = look("/v1/uploads/film").body();
        assertThat(upload.get("state").asString()).isEqualTo("failed");
        assertThat(upload.get("ended").asBoolean()).isTrue();
        assertThat(upload.get("bytesDone").asInt()).isEqualTo(40);
        assertThat(upload.get("error").get("hint").asString()).isEqualTo("Check the path");
        assertThat(upload.get("mediaFilePath").asString()).isEqualTo("/mnt/film.mp4");
        assertThat(upload.has("result")).isFalse();
        Answer unknown = look("/v1/uploads/nobody");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().get("detail").asString()).contains("nobody");
    }

    @Test
    void aListIsFilteredByStateTextAndId() throws Exception {
        submit(JOB);
        submit("{\"jobId\":\"two\",\"mediaFilePath\":\"/mnt/Harbour.mp4\"}");
        submit("{\"jobId\":\"three\",\"mediaFilePath\":\"/mnt/c.mp4\"}");
        fail("film", 1);
        tell("three", JobState.UPLOADING, 1);
        assertThat(ids("")).containsExactlyInAnyOrder("film", "two", "three");
        assertThat(ids("?state=failed,submitted")).containsExactlyInAnyOrder("film", "two");
        assertThat(ids("?state=failed&state=uploading")).containsExactlyInAnyOrder("film", "three");
        assertThat(ids("?text=hARBOUR")).containsExactly("two");
        assertThat(ids("?text=source.notfound")).containsExactly("film");
        assertThat(ids("?id=two&id=film&state=failed")).containsExactly("film");
        assertThat(look("/v1/uploads").body().get("counts").toString()).isEqualTo("{\"failed\":1,\"uploading\":1}");
    }

    @Test
    void pagesFollowOneAnotherAndEnd() throws Exception {
        for (int i = 0; i < 7; i++) {
            tell("job-" + i, JobState.QUEUED, 1);
        }
        List<String> all = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = look("/v1/uploads?limit=3" + cursor).body();
            page.get("uploads").forEach(upload -> all.add(upload.get("id").asString()));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=501,limit", "limit=x,limit", "cursor=!,cursor", "cursor=YWJj,cursor", "state=lost,state"})
    void aWrongParameterIsNamed(String query, String parameter) throws Exception {
        Answer answer = look("/v1/uploads?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(parameter);
    }

    private List<String> ids(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        look("/v1/uploads" + query).body().get("uploads").forEach(upload -> ids.add(upload.get("id").asString()));
        return ids;
    }
}
