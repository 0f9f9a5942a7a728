package dev.longshore.wire;

import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes jobs. Reading is strict: whatever the contract doesn't name is refused, and the error names it. Thread-safe. */
public final class JobCodec {
    /** The most bytes that a job message may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 8;

    private static final JsonMapper MAPPER = strictMapper();

    private JobCodec() {}

    public static byte[] write(UploadJob job) {
        return MAPPER.writeValueAsBytes(job);
    }

    /**
     * Reads and checks a job.
     *
     * @throws InvalidJobException if the bytes are not one JSON object with exactly the contract's fields, or a field breaks its rule
     */
    public static UploadJob read(byte @Nullable [] json) throws InvalidJobException {
        if (json == null || json.length == 0) {
            throw new InvalidJobException(ErrorCode.MALFORMED_JSON, null, null, "The record has no value.");
        }
        if (json.length > MAX_BYTES) {
            throw new InvalidJobException(ErrorCode.TOO_LARGE, null, null, "The message has " + json.length + " bytes.");
        }
        JsonNode tree = tree(json);
        String jobId = jobId(tree);
        UploadJob job = bind(tree, jobId);
        required(tree, jobId, "jobId");
        required(tree, jobId, "mediaFilePath");
        List<Violation> violations = JobRules.check(job);
        if (!violations.isEmpty()) {
            String all = violations.stream()
                    .map(violation -> violation.field() + " " + violation.problem())
                    .collect(Collectors.joining("; "));
            throw new InvalidJobException(ErrorCode.INVALID_FIELD, violations.getFirst().field(), jobId, all + ".");
        }
        return job;
    }

    private static JsonNode tree(byte[] json) throws InvalidJobException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (StreamReadException e) {
            throw new InvalidJobException(ErrorCode.MALFORMED_JSON, null, null, "Not JSON: " + place(e));
        } catch (JacksonException e) {
            throw new InvalidJobException(ErrorCode.MALFORMED_JSON, null, null, "Not one JSON object: " + place(e));
        }
        if (!tree.isObject()) {
            throw new InvalidJobException(ErrorCode.MALFORMED_JSON, null, null, "Expected a JSON object, found " + kind(tree) + ".");
        }
        return tree;
    }

    private static UploadJob bind(JsonNode tree, @Nullable String jobId) throws InvalidJobException {
        try {
            return MAPPER.treeToValue(tree, UploadJob.class);
        } catch (UnrecognizedPropertyException e) {
            String field = e.getPropertyName();
            throw new InvalidJobException(ErrorCode.UNKNOWN_FIELD, field, jobId, "A job has no field \"" + field + "\".");
        } catch (DatabindException e) {
            String field = e.getPath().isEmpty() ? null : e.getPath().getFirst().getPropertyName();
            throw new InvalidJobException(ErrorCode.INVALID_FIELD, field, jobId, expectation(field, tree));
        }
    }

    private static void required(JsonNode tree, @Nullable String jobId, String field) throws InvalidJobException {
        JsonNode value = tree.get(field);
        if (value == null || value.isNull()) {
            throw new InvalidJobException(ErrorCode.MISSING_FIELD, field, jobId, "A job needs the field \"" + field + "\".");
        }
    }

    private static String expectation(@Nullable String field, JsonNode tree) {
        JsonNode value = field == null ? null : tree.get(field);
        String found = value == null ? "something else" : kind(value);
        String wanted =
                switch (field) {
                    case "classId", "subAppId", "concurrentUploadNumber" -> "a whole number";
                    case "expireTime" -> "an ISO 8601 date-time with offset, such as 2030-01-31T12:00:00Z,";
                    case null, default -> "a string";
                };
        return field + " must be " + wanted + " but is " + found + ".";
    }

    private static @Nullable String jobId(JsonNode tree) {
        JsonNode value = tree.get("jobId");
        return value != null && value.isString() && value.stringValue().length() <= JobRules.MAX_JOB_ID ? value.stringValue() : null;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "the string \"" + shortened(node.asString()) + "\"";
            case NUMBER -> "the number " + shortened(node.toString());
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static String place(JacksonException e) {
        String message = e.getOriginalMessage();
        return message + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")");
    }

    private static JsonMapper strictMapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .withCoercionConfig(LogicalType.DateTime, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .build();
    }
}
