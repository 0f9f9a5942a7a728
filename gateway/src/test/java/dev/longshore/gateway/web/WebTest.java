package dev.longshore.gateway.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.longshore.gateway.config.GatewayConfiguration;
import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.publish.JobTopic;
import dev.longshore.gateway.security.SecurityConfiguration;
import dev.longshore.gateway.state.Board;
import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Outcome;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API without Kafka: jobs go to a {@link FakeTopic}, and tests say what workers tell. */
@SpringBootTest(classes = WebTest.App.class, properties = {
    "longshore.client.enabled=false", "longshore.gateway.tokens.tester=" + WebTest.TOKEN, "longshore.gateway.max-body=20KB",
    "longshore.gateway.max-batch=3", "longshore.gateway.max-publishing=4", "longshore.gateway.lookup-wait=0s",
    "longshore.gateway.max-streams=1",
    "longshore.gateway.publish-timeout=10s", "management.endpoint.health.validate-group-membership=false"})
@AutoConfigureMockMvc
abstract class WebTest {
    static final String TOKEN = "a-token-of-the-tests-0123456789";
    static final String JOB = "{\"jobId\":\"film\",\"mediaFilePath\":\"/mnt/film.mp4\"}";

    @Autowired
    MockMvc mvc;
    @Autowired
    FakeTopic topic;
    @Autowired
    Board board;
    @Autowired
    AtomicBoolean ready;
    final JsonMapper json = new JsonMapper();

    @EnableAutoConfiguration
    @EnableConfigurationProperties(GatewayProperties.class)
    @Import({
        GatewayConfiguration.class, SecurityConfiguration.class, Problems.class, UploadsController.class, ChangesController.class,
        EventsController.class, OpenApiController.class})
    static class App {
        @Bean
        JobTopic topic() {
            return new FakeTopic();
        }

        @Bean
        AtomicBoolean ready() {
            return new AtomicBoolean(true);
        }

        @Bean
        Lookup lookup(Board board, GatewayProperties properties, AtomicBoolean ready) {
            return new Lookup(board, properties.lookupWait(), ready::get);
        }
    }

    @BeforeEach
    void anew() {
        topic.reset();
        ready.set(true);
        board.list(_ -> true, 1000).forEach(upload -> board.hear(new Event.Forgotten(upload.jobId())));
    }

    /** What was answered. */
    record Answer(int status, JsonNode body, MockHttpServletResponse response) {
        String header(String name) {
            return response.getHeader(name);
        }
    }

    Answer submit(String body, String... headers) throws Exception {
        MockHttpServletRequestBuilder request = post("/v1/uploads").content(body).contentType(MediaType.APPLICATION_JSON);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return call(request);
    }

    Answer look(String path) throws Exception {
        return call(get(java.net.URI.create(path)));
    }

    Answer call(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(request.header("Authorization", "Bearer " + TOKEN)).andReturn().getResponse();
        String body = response.getContentAsString();
        boolean isJson = response.getContentType() != null && response.getContentType().contains("json");
        return new Answer(response.getStatus(), isJson ? json.readTree(body) : json.nullNode(), response);
    }

    void tell(String jobId, JobState state, int run) {
        String errorCode = state == JobState.FAILED ? "Source.NotFound" : null;
        board.hear(new Event.Progressed(
                new JobStatus(jobId, state, run, 1, 100, 40, 5, 2, "worker-a", errorCode, null, Instant.now())));
    }

    void fail(String jobId, int run) {
        tell(jobId, JobState.FAILED, run);
        board.hear(new Event.Ended(new Outcome.Failed(new UploadError(
                jobId, "Source.NotFound", ErrorCategory.SOURCE, false, "no file " + jobId, "Check the path", "mediaFilePath", null, null,
                null, run,
                1, Instant.now(), null, null, null))));
    }
}
