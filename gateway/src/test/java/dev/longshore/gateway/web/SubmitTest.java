package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobState;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class SubmitTest extends WebTest {

    @Test
    void aJobIsPublishedAndToldWhereItIs() throws Exception {
        Answer answer = submit("{\"jobId\":\"films/2026 ä\",\"mediaFilePath\":\"/mnt/film.mp4\"}".replace(" ä", "#1"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/uploads/films%2F2026%231");
        assertThat(answer.body().get("id").asString()).isEqualTo("films/2026#1");
        assertThat(answer.body().get("state").asString()).isEqualTo("submitted");
        assertThat(topic.jobs).containsExactly(UploadJob.of("films/2026#1", "/mnt/film.mp4"));
        assertThat(look(answer.header("Location")).body().get("mediaFilePath").asString()).isEqualTo("/mnt/film.mp4");
    }

    @Test
    void aBatchIsPublishedInItsOrder() throws Exception {
        Answer answer = submit("{\"jobs\":[" + JOB + ",{\"mediaFilePath\":\"/mnt/b.mp4\"}]}", "Idempotency-Key", "monday");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("uploads")).extracting(upload -> upload.get("mediaFilePath").asString())
                .containsExactly("/mnt/film.mp4", "/mnt/b.mp4");
        assertThat(topic.jobs).extracting(UploadJob::jobId).first().isEqualTo("film");
        assertThat(topic.jobs).hasSize(2);
    }

    @Test
    void aRepeatedKeyMakesOneUploadWhateverBecameOfIt() throws Exception {
        String body = "{\"mediaFilePath\":\"/mnt/a.mp4\"}";
        String first = submit(body, "Idempotency-Key", "key-1").body().get("id").asString();
        assertThat(submit(" " + body, "Idempotency-Key", "key-1").body().get("id").asString()).isEqualTo(first);
        fail(first, 1);
        Answer third = submit(body, "Idempotency-Key", "key-1");
        assertThat(third.status()).isEqualTo(202);
        assertThat(third.body().get("error").get("code").asString()).isEqualTo("Source.NotFound");
        assertThat(topic.jobs).hasSize(1);
        assertThat(submit(body, "Idempotency-Key", "key-2").body().get("id").asString()).isNotEqualTo(first);
        assertThat(submit(body).body().get("id").asString()).startsWith("u-");
        assertThat(topic.jobs).hasSize(3);
    }

    @Test
    void aKeyOrIdWithOtherContentIsAConflict() throws Exception {
        submit("{\"mediaFilePath\":\"/mnt/a.mp4\"}", "Idempotency-Key", "same");
        Answer other = submit("{\"mediaFilePath\":\"/mnt/b.mp4\"}", "Idempotency-Key", "same");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().get("errors").get(0).get("code").asString()).isEqualTo("Job.Conflict");
        assertThat(topic.jobs).hasSize(1);
        submit(JOB);
        tell("film", JobState.UPLOADING, 1);
        assertThat(submit(JOB.replace("film.mp4", "other.mp4")).body().get("errors").get(0).get("field").asString()).isEqualTo("jobId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "{\"mediaFilePath\":|400|Job.MalformedJson|",
        "[]|400|Job.MalformedJson|",
        "{\"mediaFilePath\":\"/a\",\"mediaFilePath\":\"/b\"}|400|Job.MalformedJson|",
        "{\"jobId\":\"a\"}|422|Job.MissingField|mediaFilePath",
        "{\"mediaFilePath\":\"http://host/a.mp4\"}|422|Job.InvalidField|mediaFilePath",
        "{\"mediaFilePath\":\"/a.mp4\",\"mediaNaem\":\"x\"}|422|Job.UnknownField|mediaNaem",
        "{\"mediaFilePath\":\"/a.mp4\",\"classId\":1.0}|422|Job.InvalidField|classId",
        "{\"mediaFilePath\":\"/a.mp4\",\"expireTime\":\"2001-01-01T00:00:00Z\"}|422|Job.InvalidField|expireTime",
        "{\"jobs\":[]}|422|Job.InvalidField|jobs",
        "{\"jobs\":[{\"mediaFilePath\":\"/a.mp4\"},{\"mediaFilePath\":\"b\"}]}|422|Job.InvalidField|jobs[1].mediaFilePath",
        "{\"jobs\":[{\"mediaFilePath\":\"/a.mp4\"},7]}|422|Job.InvalidField|jobs[1]",
        "{\"jobs\":[{\"jobId\":\"x\",\"mediaFilePath\":\"/a\"},{\"jobId\":\"x\",\"mediaFilePath\":\"/b\"}]}|422|Job.Conflict|jobs[1].jobId",
        "{\"jobs\":[{\"mediaFilePath\":\"/a.mp4\"}],\"more\":1}|422|Job.UnknownField|more"})
    void aProblemNamesTheField(String body, int status, String code, String field) throws Exception {
        Answer answer = submit(body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.response().getContentType()).startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        assertThat(answer.body().get("errors").get(0).get("code").asString()).isEqualTo(code);
        if (field != null) {
            assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
            assertThat(answer.body().get("detail").asString()).contains(field);
        }
        assertThat(topic.jobs).isEmpty();
    }

    @Test
    void allThatIsWrongWithABatchIsToldAtOnce() throws Exception {
        Answer answer = submit("{\"jobs\":[{\"jobId\":\"a\"},{\"mediaFilePath\":\"/ok.mp4\"},{\"mediaFilePath\":\"rel\"}]}");
        assertThat(answer.body().get("errors")).extracting(error -> error.get("field").asString())
                .containsExactly("jobs[0].mediaFilePath", "jobs[2].mediaFilePath");
    }

    @Test
    void limitsAreKept() throws Exception {
        Answer large = submit("{\"mediaFilePath\":\"/" + "x".repeat(20 * 1024) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body().get("detail").asString()).contains("20480 bytes").contains("max-body");
        Answer many = submit("{\"jobs\":[1,2,3,4]}");
        assertThat(many.status()).isEqualTo(413);
        assertThat(many.body().get("detail").asString()).contains("at most 3").contains("max-batch");
        Answer key = submit(JOB, "Idempotency-Key", "x".repeat(256));
        assertThat(key.status()).isEqualTo(400);
        assertThat(key.body().get("errors").get(0).get("field").asString()).isEqualTo("Idempotency-Key");
        assertThat(call(post("/v1/uploads").content(JOB).contentType("application/cloudevents+json")).status()).isEqualTo(415);
        assertThat(topic.jobs).isEmpty();
    }

    @Test
    void whatKafkaHasNotTakenMakesOthersWait() throws Exception {
        topic.hold = true;
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return submit("{\"jobs\":[" + JOB + ",{\"mediaFilePath\":\"/b\"},{\"mediaFilePath\":\"/c\"}]}");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        Awaitility.await().until(() -> topic.held.size() == 3);
        Answer refused = submit("{\"jobs\":[{\"mediaFilePath\":\"/d\"},{\"mediaFilePath\":\"/e\"}]}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(topic.jobs).hasSize(3);
        topic.hold = false;
        topic.held.forEach(future -> future.complete(new dev.longshore.producer.client.Submitted("x", "t", 0, 0, java.time.Instant.now())));
        assertThat(waiting.get().status()).isEqualTo(202);
        assertThat(submit("{\"jobs\":[{\"mediaFilePath\":\"/d\"},{\"mediaFilePath\":\"/e\"}]}").status()).isEqualTo(202);
    }

    @Test
    void aKafkaThatTakesNothingIsUnavailableAndItsTextIsNotTold() throws Exception {
        topic.failure = new IllegalStateException("secret-host:9092 is gone");
        Answer answer = submit(JOB);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.body().toString()).doesNotContain("secret-host").contains("Idempotency-Key");
    }

    @Test
    void nothingIsTakenBeforeAllStatesAreKnown() throws Exception {
        ready.set(false);
        assertThat(submit(JOB).status()).isEqualTo(503);
        assertThat(look("/v1/uploads/nobody").status()).isEqualTo(503);
        assertThat(topic.jobs).isEmpty();
    }
}
