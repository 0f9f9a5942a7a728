package dev.longshore.wire;

import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and writes jobs. Reading is strict: whatever the contract doesn't name is refused, and the error names it. Thread-safe. */
public final class JobCodec {
    /** The most bytes that a message on the topic {@code jobs} may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final StrictForm<UploadJob> FORM = new StrictForm<>(UploadJob.class, "A job", "jobId", "mediaFilePath");

    private JobCodec() {}

    public static byte[] write(UploadJob job) {
        return StrictJson.write(job);
    }

    /**
     * Reads and checks a job. Whatever the exception quotes from the message is short and can be written as JSON.
     *
     * @throws InvalidJobException if the bytes are not one JSON object with exactly the contract's fields, or a field breaks its rule
     */
    public static UploadJob read(byte @Nullable [] json) throws InvalidJobException {
        return of(StrictJson.object(json));
    }

    static UploadJob of(JsonNode object) throws InvalidJobException {
        return FORM.read(object, JobRules::check);
    }
}
