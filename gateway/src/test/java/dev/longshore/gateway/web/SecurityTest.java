package dev.longshore.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class SecurityTest extends WebTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "/v1/uploads", "/v1/uploads/film", "/v1/uploads/film/events", "/actuator/prometheus", "/actuator", "/actuator/env", "/anything"})
    void withoutATokenNothingIsTold(String path) throws Exception {
        submit(JOB);
        MockHttpServletResponse response = bare(get(path));
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(json.readTree(response.getContentAsString()).get("status").asInt()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong-token-0123456789", "Bearer " + WebTest.TOKEN + "x", "Basic dGVzdGVyOng=", "Bearer", "Bearer a b"})
    void aWrongTokenIsRefused(String header) throws Exception {
        MockHttpServletResponse response =
                bare(post("/v1/uploads").content(JOB).contentType("application/json").header("Authorization", header));
        assertThat(response.getStatus()).isIn(400, 401);
        assertThat(response.getContentAsString()).doesNotContain(WebTest.TOKEN);
        assertThat(topic.jobs).isEmpty();
    }

    @Test
    void aTokenInTheQueryIsNoToken() throws Exception {
        assertThat(bare(get("/v1/uploads?access_token=" + TOKEN)).getStatus()).isEqualTo(401);
    }

    @Test
    void theDescriptionNeedsNoTokenAndAnswersForbidSniffingAndFraming() throws Exception {
        MockHttpServletResponse response = bare(get("/v1/openapi.yaml"));
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).startsWith("openapi: 3.1.0");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    private MockHttpServletResponse bare(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }
}
