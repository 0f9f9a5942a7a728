package dev.longshore.gateway.web;

import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.publish.JobTopic;
import dev.longshore.gateway.publish.Publishing;
import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Published;
import dev.longshore.gateway.state.Upload;
import dev.longshore.gateway.state.Watches;
import dev.longshore.job.CancelRequest;
import dev.longshore.job.JobRules;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.producer.client.JobLog.PublishedJob;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cancel and replay. */
@RestController
@RequestMapping(path = "/v1/uploads/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
public final class ChangesController {
    private static final Logger log = LoggerFactory.getLogger(ChangesController.class);

    private final Board board;
    private final Watches watches;
    private final Lookup lookup;
    private final JobTopic topic;
    private final Publishing publishing;
    private final BodyReader bodies;
    private final JsonMapper json;

    public ChangesController(
            Board board, Watches watches, Lookup lookup, JobTopic topic, Publishing publishing, GatewayProperties properties,
            JsonMapper json) {
        this.board = board;
        this.watches = watches;
        this.lookup = lookup;
        this.topic = topic;
        this.publishing = publishing;
        this.bodies = new BodyReader(Math.toIntExact(properties.maxBody().toBytes()));
        this.json = json;
    }

    @PostMapping("/cancel")
    ResponseEntity<UploadDocument> cancel(@PathVariable String id, HttpServletRequest request, Principal caller)
            throws IOException, InterruptedException {
        CancelRequest cancel = new CancelRequest(id, reason(bodies.read(request)));
        JobRules.check(cancel).forEach(violation -> {
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT, violation.field() + " " + violation.problem(),
                    List.of(new FieldError(violation.field(), ErrorCode.INVALID_FIELD.code(), violation.problem())));
        });
        Upload upload = lookup.find(id);
        if (upload.ended()) {
            throw conflict("It has ended already: " + upload.state() + ".");
        }
        publishing.publish(List.of(() -> topic.publish(cancel)));
        log.info("gateway.cancelled caller={} job={}", caller.getName(), id);
        return ResponseEntity.accepted().location(UploadsController.location(upload)).body(UploadDocument.of(upload));
    }

    private @Nullable String reason(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (JacksonException e) {
            throw new RefusedException(HttpStatus.BAD_REQUEST, "The body must be JSON such as {\"reason\": \"a new cut\"}, or empty.",
                    List.of());
        }
        JsonNode reason = root.get("reason");
        List<String> others =
                root.isObject() ? root.propertyNames().stream().filter(name -> !name.equals("reason")).toList() : List.of("body");
        if (!others.isEmpty()) {
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "The body has no field but \"reason\".",
                    List.of(new FieldError(others.getFirst(), ErrorCode.UNKNOWN_FIELD.code(), "Remove the field.")));
        }
        if (reason == null || reason.isNull()) {
            return null;
        }
        if (!reason.isString()) {
            throw new RefusedException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "reason must be text.",
                    List.of(new FieldError("reason", ErrorCode.INVALID_FIELD.code(), "must be text")));
        }
        return reason.stringValue();
    }

    @PostMapping("/replay")
    ResponseEntity<UploadDocument> replay(@PathVariable String id, Principal caller) throws InterruptedException {
        Upload upload = lookup.find(id);
        JobStatus status = upload.status();
        if (!upload.ended() || upload.view() == null || upload.view().state() == JobState.SUCCEEDED) {
            throw conflict("Only a failed or cancelled upload can be run again, and this one is " + upload.state() + ".");
        }
        if (status == null) {
            throw conflict("The job was refused before it began: submit it anew, corrected.");
        }
        Published job = upload.job();
        Optional<PublishedJob> record = job == null ? Optional.empty() : topic.read(job);
        if (record.isEmpty()) {
            throw conflict("The topic of jobs no longer holds the job: submit it anew.");
        }
        publishing.publish(List.of(() -> topic.republish(id, record.get())));
        log.info("gateway.replayed caller={} job={} after-run={}", caller.getName(), id, status.run());
        Upload newer = newer(upload, status.run());
        return ResponseEntity.accepted().location(UploadsController.location(upload)).body(UploadDocument.of(newer));
    }

    /** Gives workers a moment to begin the next run, so that it is seen in the answer. */
    private Upload newer(Upload upload, int run) throws InterruptedException {
        long end = System.nanoTime() + lookup.patience().toNanos();
        Upload newest = upload;
        try (Watches.Watch watch = watches.watch(upload.jobId())) {
            for (long left = lookup.patience().toNanos(); left > 0; left = end - System.nanoTime()) {
                newest = board.find(upload.jobId()).orElse(newest);
                JobStatus status = newest.status();
                if (status != null && status.run() > run || !watch.await(Duration.ofNanos(left))) {
                    return newest;
                }
            }
        }
        return newest;
    }

    private static RefusedException conflict(String detail) {
        return new RefusedException(HttpStatus.CONFLICT, detail, List.of());
    }
}
