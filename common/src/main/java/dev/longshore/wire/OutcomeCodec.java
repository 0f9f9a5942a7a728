package dev.longshore.wire;

import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes outcomes and states. Reading ignores fields that this version doesn't know. Thread-safe. */
public final class OutcomeCodec {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private OutcomeCodec() {}

    public static byte[] write(UploadResult result) {
        return MAPPER.writeValueAsBytes(result);
    }

    public static byte[] write(UploadError error) {
        return MAPPER.writeValueAsBytes(error);
    }

    public static byte[] write(JobStatus status) {
        return MAPPER.writeValueAsBytes(status);
    }

    /** @throws JacksonException if the bytes are not a result */
    public static UploadResult readResult(byte[] json) {
        return MAPPER.readValue(json, UploadResult.class);
    }

    /** @throws JacksonException if the bytes are not an error */
    public static UploadError readError(byte[] json) {
        return MAPPER.readValue(json, UploadError.class);
    }

    /** @throws JacksonException if the bytes are not a status */
    public static JobStatus readStatus(byte[] json) {
        return MAPPER.readValue(json, JobStatus.class);
    }
}
