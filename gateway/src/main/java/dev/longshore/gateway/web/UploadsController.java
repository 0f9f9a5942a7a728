package dev.longshore.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longshore.gateway.properties.GatewayProperties;
import dev.longshore.gateway.publish.JobTopic;
import dev.longshore.gateway.publish.Publishing;
import dev.longshore.gateway.state.Board;
import dev.longshore.gateway.state.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Submit and look. */
@RestController
@RequestMapping(path = "/v1/uploads", produces = MediaType.APPLICATION_JSON_VALUE)
public final class UploadsController {
    static final String PATH = "/v1/uploads/";
    private static final int MOST_LISTED = 500;
    private static final Logger log = LoggerFactory.getLogger(UploadsController.class);

    private final Board board;
    private final Lookup lookup;
    private final Submissions submissions;
    private final BodyReader bodies;
    private final SubmissionReader reader;
    private final InstantSource clock;

    public UploadsController(
            Board board, Lookup lookup, JobTopic topic, Publishing publishing, GatewayProperties properties, InstantSource clock) {
        this.board = board;
        this.lookup = lookup;
        this.submissions = new Submissions(board, topic, publishing);
        this.bodies = new BodyReader(Math.toIntExact(properties.maxBody().toBytes()));
        this.reader = new SubmissionReader(properties.maxBatch());
        this.clock = clock;
    }

    /** The uploads of a batch. */
    record Batch(List<UploadDocument> uploads) {}

    /**
     * A part of the list.
     *
     * @param next the cursor of the next part; absent at the end
     * @param counts how many uploads stand in each state, whatever was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<UploadDocument> uploads, @Nullable String next, Map<String, Integer> counts) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> submit(
            HttpServletRequest request, Principal caller, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException, InterruptedException {
        JobIds ids = JobIds.of(caller.getName(), key);
        SubmissionReader.Submission submission = reader.read(bodies.read(request), ids, clock.instant());
        lookup.requireReady();
        List<Upload> uploads = submissions.submit(submission.jobs(), submission.batch());
        log.info("gateway.submitted caller={} jobs={} first={}", caller.getName(), uploads.size(), uploads.getFirst().jobId());
        List<UploadDocument> documents = uploads.stream().map(UploadDocument::of).toList();
        return submission.batch()
                ? ResponseEntity.accepted().header(HttpHeaders.LOCATION, "/v1/uploads").body(new Batch(documents))
                : ResponseEntity.accepted().location(location(uploads.getFirst())).body(documents.getFirst());
    }

    static URI location(Upload upload) {
        return URI.create(PATH + UriUtils.encode(upload.jobId(), StandardCharsets.UTF_8));
    }

    @GetMapping("/{id}")
    UploadDocument one(@PathVariable String id) throws InterruptedException {
        return UploadDocument.of(lookup.find(id));
    }

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") String limit) {
        int most = limit(limit);
        UploadFilter filter = new UploadFilter(
                id == null ? List.of() : id, state == null ? List.of() : state, text, cursor == null ? null : Cursor.read(cursor));
        List<Upload> found = board.list(filter, most + 1);
        List<Upload> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most ? Cursor.behind(page.getLast()).text() : null;
        return new Page(page.stream().map(UploadDocument::of).toList(), next, counts());
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        board.counts().forEach((state, count) -> counts.put(state.name().toLowerCase(Locale.ROOT), count));
        return counts;
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_LISTED) {
                return limit;
            }
        } catch (NumberFormatException e) {
            log.debug("No number: {}", text);
        }
        throw RefusedException.parameter("limit", "must be 1 to " + MOST_LISTED);
    }
}
