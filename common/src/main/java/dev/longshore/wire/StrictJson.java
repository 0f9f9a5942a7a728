package dev.longshore.wire;

import dev.longshore.job.JobRules;
import dev.longshore.outcome.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as publishers must write it: one object, UTF-8, of bounded size and depth, no field twice. Thread-safe. */
final class StrictJson {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> ID_FIELDS = Set.of("jobId", CancelCodec.MARK);
    private static final int MAX_DEPTH = 8;
    private static final int MAX_QUOTED = 40;
    private static final int MAX_FIELD_QUOTED = 64;
    private static final int MAX_MESSAGE = 2000;

    private static final JsonMapper MAPPER = strictMapper();

    private StrictJson() {}

    static byte[] write(Record value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static <T> T bound(JsonNode object, Class<T> type) {
        return MAPPER.treeToValue(object, type);
    }

    static JsonNode object(byte @Nullable [] json) throws InvalidJobException {
        if (json == null || json.length == 0) {
            throw refusal(ErrorCode.MALFORMED_JSON, null, null, "The record has no value.");
        }
        if (json.length > JobCodec.MAX_BYTES) {
            throw refusal(ErrorCode.TOO_LARGE, null, null, "The message has " + json.length + " bytes.");
        }
        return tree(text(json));
    }

    /** The parser by itself takes overlong forms, and guesses at UTF-16 and UTF-32. A byte order mark means nothing. */
    private static String text(byte[] json) throws InvalidJobException {
        ByteBuffer bytes = ByteBuffer.wrap(json);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refusal(ErrorCode.MALFORMED_JSON, null, null, "Not UTF-8: see byte " + bytes.position() + ", counted from 0.");
        }
    }

    private static JsonNode tree(String json) throws InvalidJobException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (StreamReadException e) {
            throw refusal(ErrorCode.MALFORMED_JSON, null, null, "Not JSON: " + place(e));
        } catch (JacksonException e) {
            throw repeatedField(json, e);
        }
        if (!tree.isObject()) {
            throw refusal(ErrorCode.MALFORMED_JSON, null, null, "Expected a JSON object, found " + kind(tree) + ".");
        }
        return tree;
    }

    /** The tree reader notices a repeated field but doesn't say where: a second pass finds it, and the jobId if that isn't the repeated one. */
    private static InvalidJobException repeatedField(String json, JacksonException problem) {
        Set<String> seen = new HashSet<>();
        String jobId = null;
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                if (!seen.add(field)) {
                    String quoted = Printable.shortened(field, MAX_FIELD_QUOTED);
                    String known = ID_FIELDS.contains(field) ? null : jobId;
                    return refusal(ErrorCode.MALFORMED_JSON, quoted, known, "The field \"" + quoted + "\" stands there twice.");
                }
                if (parser.nextToken() == JsonToken.VALUE_STRING && ID_FIELDS.contains(field)) {
                    jobId = usableJobId(parser.getString());
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return refusal(ErrorCode.MALFORMED_JSON, null, null, "Not JSON: " + place(e));
        }
        return refusal(ErrorCode.MALFORMED_JSON, null, null, "Not one JSON object: " + place(problem));
    }

    static @Nullable String jobId(@Nullable JsonNode value) {
        return value != null && value.isString() ? usableJobId(value.stringValue()) : null;
    }

    /** An id that breaks its rule is still echoed if it can be written, so that its publisher recognises it. */
    private static @Nullable String usableJobId(String text) {
        return text.isEmpty() || text.length() > JobRules.MAX_JOB_ID || Printable.hasLoneSurrogate(text) ? null : text;
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "the string \"" + Printable.shortened(node.asString(), MAX_QUOTED) + "\"";
            case NUMBER -> "the number " + Printable.shortened(node.toString(), MAX_QUOTED);
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    private static String place(JacksonException e) {
        String message = e.getOriginalMessage();
        return message + (e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")");
    }

    static InvalidJobException refusal(ErrorCode code, @Nullable String field, @Nullable String jobId, String message) {
        return new InvalidJobException(code, field, jobId, Printable.shortened(message, MAX_MESSAGE));
    }

    private static JsonMapper strictMapper() {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }
}
