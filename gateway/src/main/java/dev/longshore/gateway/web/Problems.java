package dev.longshore.gateway.web;

import dev.longshore.gateway.publish.NotPublishedException;
import dev.longshore.gateway.publish.TooManyException;
import dev.longshore.producer.client.ClusterException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Every error as a problem document. What went wrong inside is logged, and not told. */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String SOON = "1";
    private static final String LATER = "5";

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    public static ProblemDetail of(HttpStatus status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setTitle(status.getReasonPhrase());
        problem.setDetail(detail);
        return problem;
    }

    /** For what stands before the controllers. */
    public void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException e) {
        ProblemDetail problem = of(e.status(), "" + e.getMessage());
        if (!e.errors().isEmpty()) {
            problem.setProperty("errors", e.errors());
        }
        return answer(problem, e.status() == HttpStatus.SERVICE_UNAVAILABLE ? LATER : null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyException e) {
        return answer(of(HttpStatus.TOO_MANY_REQUESTS, e.getMessage() + ": ask again in a second."), SOON);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notPublished(NotPublishedException e) {
        log.warn("gateway.not-published {}", e.getMessage(), e.getCause());
        return answer(of(
                HttpStatus.SERVICE_UNAVAILABLE,
                e.getMessage()
                        + ", though it may have arrived. Ask again with the same jobId or Idempotency-Key: the same job twice is one upload."),
                LATER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unusable(ClusterException e) {
        log.warn("gateway.kafka-unusable", e);
        return answer(of(HttpStatus.SERVICE_UNAVAILABLE, "Kafka can't be used now. Ask again later."), LATER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
        log.error("gateway.failed", e);
        return answer(of(HttpStatus.INTERNAL_SERVER_ERROR, "An error in the gateway: see its log."), null);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, @org.jspecify.annotations.Nullable String retryAfter) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        return (retryAfter == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, retryAfter)).body(problem);
    }
}
