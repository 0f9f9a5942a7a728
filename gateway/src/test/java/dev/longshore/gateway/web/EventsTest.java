package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.longshore.outcome.JobState;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventsTest extends WebTest {
    @Autowired
    EventsController events;

    @Test
    void aStreamTellsProgressAndEndsWithTheOutcome() throws Exception {
        submit(JOB);
        CompletableFuture<Answer> stream = follow("/v1/uploads/film/events");
        Awaitility.await().until(() -> events.open() == 1);
        assertThat(look("/v1/uploads/film/events").status()).as("only one stream may be open").isEqualTo(429);
        tell("film", JobState.UPLOADING, 1);
        fail("film", 1);
        Answer answer = stream.get();
        String text = answer.response().getContentAsString();
        assertThat(answer.response().getContentType()).startsWith("text/event-stream");
        assertThat(text).startsWith("event: progress\ndata: {\"id\":\"film\",\"state\":\"submitted\"");
        assertThat(text.substring(text.lastIndexOf("event: "))).startsWith("event: end\n").contains("Source.NotFound").endsWith("\n\n");
        assertThat(events.open()).isZero();
    }

    @Test
    void anEndedUploadIsToldAtOnceUnlessALaterRunIsWaitedFor() throws Exception {
        fail("film", 1);
        assertThat(look("/v1/uploads/film/events").response().getContentAsString()).startsWith("event: end\n").containsOnlyOnce("event:");
        CompletableFuture<Answer> next = follow("/v1/uploads/film/events?afterRun=1");
        Awaitility.await().until(() -> events.open() == 1);
        fail("film", 2);
        assertThat(next.get().response().getContentAsString()).contains("event: end\n").contains("\"run\":2");
        assertThat(look("/v1/uploads/film/events?afterRun=x").status()).isEqualTo(400);
        assertThat(look("/v1/uploads/nobody/events").status()).isEqualTo(404);
    }

    private CompletableFuture<Answer> follow(String path) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return call(get(path));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }
}
