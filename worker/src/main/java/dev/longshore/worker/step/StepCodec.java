package dev.longshore.worker.step;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tasks and reports as JSON: {@code {"v":1,"body":{"type":…}}}. Thread-safe. */
public final class StepCodec {
    /** The version that this worker writes; it reads all versions up to it. */
    public static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
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
    public static Task readTask(byte[] json) {
        return read(json, TaskEnvelope.class).body();
    }

    /** @throws UnreadableMessageException if this worker can't read the message, for example because a newer one wrote it */
    public static Report readReport(byte[] json) {
        return read(json, ReportEnvelope.class).body();
    }

    private static <T extends Envelope> T read(byte[] json, Class<T> type) {
        try {
            T envelope = MAPPER.readValue(json, type);
            if (envelope.v() < 1 || envelope.v() > VERSION) {
                throw new UnreadableMessageException("message version " + envelope.v() + ", this worker reads 1 to " + VERSION, null);
            }
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
