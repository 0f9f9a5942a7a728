package dev.longshore.wire;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.JobRules;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and writes cancel requests, as strictly as jobs. Thread-safe. */
public final class CancelCodec {
    /** The field that makes an object on the topic {@code jobs} a cancel request. */
    static final String MARK = "cancel";

    private static final StrictForm<CancelRequest> FORM = new StrictForm<>(CancelRequest.class, "A cancel request", MARK);

    private CancelCodec() {}

    public static byte[] write(CancelRequest request) {
        return StrictJson.write(request);
    }

    /**
     * Reads and checks a cancel request. Whatever the exception quotes from the message is short and can be written as JSON.
     *
     * @throws InvalidJobException if the bytes are not one JSON object with exactly the contract's fields, or a field breaks its rule
     */
    public static CancelRequest read(byte @Nullable [] json) throws InvalidJobException {
        return of(StrictJson.object(json));
    }

    static CancelRequest of(JsonNode object) throws InvalidJobException {
        return FORM.read(object, JobRules::check);
    }
}
