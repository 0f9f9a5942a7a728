package dev.longshore.worker.step;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tasks and reports as JSON: {@code {"v":1,"body":{"type":…}}}. Thread-safe. */
public final class StepCodec {
    /** The version that this worker writes; it reads all versions up to it. */
    public static final int VERSION = 1;

    /** The most bytes that a message may have; the topics take less. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxStringLength(MAX_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private StepCodec() {}

    public static byte[] write(Task task) {
        return MAPPER.writeValueAsBytes(new TaskEnvelope(VERSION, task));
    }

    public static byte[] write(Report report) {
        return MAPPER.writeValueAsBytes(new ReportEnvelope(VERSION, report));
    }

    /** @throws UnreadableMessageException if this worker can't read the message, for example because a newer one wrote it */
    public static Task readTask(byte @Nullable [] json) {
        return read(json, TaskEnvelope.class).body();
    }

    /** @throws UnreadableMessageException if this worker can't read the message, for example because a newer one wrote it */
    public static Report readReport(byte @Nullable [] json) {
        return read(json, ReportEnvelope.class).body();
    }

    private static <T extends Record & Envelope> T read(byte @Nullable [] json, Class<T> type) {
        if (json == null || json.length > MAX_BYTES) {
            throw new UnreadableMessageException(json == null ? "no message" : "a message of " + json.length + " bytes", null);
        }
        try {
            T envelope = MAPPER.readValue(json, type);
            if (envelope == null) {
                throw new UnreadableMessageException("an empty message", null);
            }
            if (envelope.v() < 1 || envelope.v() > VERSION) {
                throw new UnreadableMessageException("message version " + envelope.v() + ", this worker reads 1 to " + VERSION, null);
            }
            Soundness.require(envelope);
            return envelope;
        } catch (JacksonException e) {
            throw new UnreadableMessageException(e.getOriginalMessage(), e);
        }
    }

    private sealed interface Envelope {
        int v();
    }

    private record TaskEnvelope(int v, Task body) implements Envelope {}

    private record ReportEnvelope(int v, Report body) implements Envelope {}
}
