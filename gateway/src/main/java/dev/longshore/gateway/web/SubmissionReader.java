package dev.longshore.gateway.web;

import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is submitted: a job as on Kafka, or {@code {"jobs": […]}}, both as strictly as workers do. A job without a jobId gets one.
 */
final class SubmissionReader {
    private static final int MOST_ERRORS = 20;
    private static final int MAX_DEPTH = 20;
    private static final String JOBS = "jobs";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final int mostJobs;

    SubmissionReader(int mostJobs) {
        this.mostJobs = mostJobs;
    }

    /** @param batch whether the jobs came as a batch, be it of one */
    record Submission(boolean batch, List<UploadJob> jobs) {}

    /** @throws RefusedException that names every job and field at fault, the first twenty of them */
    Submission read(byte[] body, JobIds ids, Instant now) {
        JsonNode root = json(body);
        if (!(root instanceof ObjectNode object)) {
            throw malformed("The body must be a job, one JSON object, or {\"jobs\": [job, …]}.");
        }
        if (!object.has(JOBS)) {
            List<FieldError> errors = new ArrayList<>();
            UploadJob job = job(object, "", ids.next(0), now, errors);
            if (job == null) {
                throw invalid(errors);
            }
            return new Submission(false, List.of(job));
        }
        return new Submission(true, batch(object, ids, now));
    }

    private List<UploadJob> batch(ObjectNode object, JobIds ids, Instant now) {
        JsonNode list = object.get(JOBS);
        List<FieldError> errors = new ArrayList<>();
        object.propertyNames()
                .stream()
                .filter(name -> !name.equals(JOBS))
                .forEach(name -> errors.add(
                        new FieldError(shortened(name), ErrorCode.UNKNOWN_FIELD.code(), "A batch has no field but \"jobs\".")));
        if (!list.isArray() || list.isEmpty()) {
            errors.add(new FieldError(JOBS, ErrorCode.INVALID_FIELD.code(), "must be an array of at least one job"));
            throw invalid(errors);
        }
        if (list.size() > mostJobs) {
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A batch may have at most " + mostJobs + " jobs (longshore.gateway.max-batch), and this one has "
                            + list.size() + ": send it in several requests.",
                    List.of(new FieldError(JOBS, ErrorCode.INVALID_FIELD.code(), "must hold at most " + mostJobs + " jobs")));
        }
        List<UploadJob> jobs = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < list.size() && errors.size() < MOST_ERRORS; i++) {
            String place = JOBS + "[" + i + "]";
            if (!(list.get(i) instanceof ObjectNode each)) {
                errors.add(new FieldError(place, ErrorCode.INVALID_FIELD.code(), "must be a job, one JSON object"));
                continue;
            }
            UploadJob job = job(each, place + ".", ids.next(i), now, errors);
            if (job != null) {
                Integer other = places.putIfAbsent(job.jobId(), i);
                if (other != null) {
                    errors.add(new FieldError(place + ".jobId", ErrorCode.CONFLICT.code(), "is also that of jobs[" + other + "]"));
                }
                jobs.add(job);
            }
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return jobs;
    }

    private static @Nullable UploadJob job(ObjectNode object, String place, String id, Instant now, List<FieldError> errors) {
        JsonNode given = object.get("jobId");
        if (given == null || given.isNull()) {
            object.put("jobId", id);
        }
        try {
            UploadJob job = JobCodec.read(JSON.writeValueAsBytes(object));
            List<Violation> untimely = Stream.concat(JobRules.checkAhead(job, now).stream(), JobRules.checkAt(job, now).stream()).toList();
            untimely.forEach(violation -> errors.add(
                    new FieldError(place + violation.field(), ErrorCode.INVALID_FIELD.code(),
                            violation.field() + " " + violation.problem() + ".")));
            return untimely.isEmpty() ? job : null;
        } catch (InvalidJobException e) {
            String field = e.field() == null ? (place.isEmpty() ? null : place.substring(0, place.length() - 1)) : place + e.field();
            errors.add(new FieldError(field, e.code().code(), "" + e.getMessage()));
            return null;
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
            throw malformed("Not JSON: " + shortened(e.getOriginalMessage()) + at);
        }
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
    }

    private static RefusedException malformed(String message) {
        return new RefusedException(HttpStatus.BAD_REQUEST, message,
                List.of(new FieldError(null, ErrorCode.MALFORMED_JSON.code(), message)));
    }

    private static RefusedException invalid(List<FieldError> errors) {
        List<FieldError> first = errors.stream().limit(MOST_ERRORS).toList();
        FieldError one = first.getFirst();
        String detail =
                (one.field() == null ? "" : one.field() + ": ") + one.message() + (first.size() > 1 ? " And more, see errors." : "");
        return new RefusedException(HttpStatus.UNPROCESSABLE_CONTENT, detail + " Nothing was submitted.", first);
    }
}
