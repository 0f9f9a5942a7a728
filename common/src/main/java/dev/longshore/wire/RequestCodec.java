package dev.longshore.wire;

import dev.longshore.job.JobRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads whatever may be published on the topic {@code jobs}. Thread-safe. */
public final class RequestCodec {
    private RequestCodec() {}

    /**
     * Reads and checks a job or a cancel request; an object with the field {@code cancel} is meant to be the latter.
     *
     * @throws InvalidJobException if the bytes are neither
     */
    public static JobRequest read(byte @Nullable [] json) throws InvalidJobException {
        JsonNode object = StrictJson.object(json);
        return object.has(CancelCodec.MARK) ? CancelCodec.of(object) : JobCodec.of(object);
    }
}
