package dev.longshore.worker.ledger.kafka;

import dev.longshore.worker.ledger.JobRecord;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records in the store and jobs on the internal topic, as JSON under a version. Thread-safe.
 *
 * <p>Fields may be added (readers ignore what they don't know and take absent ones as null, or as 0); any other change needs the next version.
 */
final class StoreCodec {
    static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private StoreCodec() {}

    static byte[] write(JobRecord record) {
        return MAPPER.writeValueAsBytes(new StoredRecord(VERSION, record));
    }

    static JobRecord readRecord(byte[] json) {
        StoredRecord stored = MAPPER.readValue(json, StoredRecord.class);
        if (stored.v() != VERSION) {
            throw new IllegalStateException("the store holds a record of version " + stored.v() + ", this worker reads " + VERSION
                    + ": a newer worker has owned this partition; upgrade this one");
        }
        return stored.record();
    }

    static byte[] write(AdmittedJob job) {
        return MAPPER.writeValueAsBytes(job);
    }

    static AdmittedJob readAdmitted(byte[] json) {
        return MAPPER.readValue(json, AdmittedJob.class);
    }

    private record StoredRecord(int v, JobRecord record) {}
}
