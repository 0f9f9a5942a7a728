package dev.longshore.worker.ledger.kafka;

import dev.longshore.wire.Printable;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.step.Soundness;
import dev.longshore.worker.step.UnreadableMessageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
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

    /** The most bytes that a record may have; the changelog takes less. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final int MOST_SHOWN = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_BYTES)
                    .maxStringLength(MAX_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private StoreCodec() {}

    static byte[] write(JobRecord record) {
        return MAPPER.writeValueAsBytes(new StoredRecord(VERSION, record));
    }

    /** @throws IllegalStateException if it is no record of this version's */
    static JobRecord readRecord(byte[] json) {
        StoredRecord stored = read(json, StoredRecord.class, "the store's record");
        if (stored.v() != VERSION) {
            throw new IllegalStateException("the store holds a record of version " + stored.v() + ", this worker reads " + VERSION
                    + ": a newer worker has owned this partition; upgrade this one");
        }
        return stored.record();
    }

    static byte[] write(AdmittedJob job) {
        return MAPPER.writeValueAsBytes(job);
    }

    /** @throws IllegalStateException if it is no admitted job: skipping it would lose the job, so the partition stands until a worker can read it */
    static AdmittedJob readAdmitted(byte[] json) {
        return read(json, AdmittedJob.class, "the admitted job");
    }

    /** What the parser says may quote the record, so it is made one line. */
    private static <T extends Record> T read(byte @Nullable [] json, Class<T> type, String what) {
        try {
            T read = json == null ? null : MAPPER.readValue(json, type);
            if (read == null) {
                throw new IllegalStateException(what + " is empty");
            }
            Soundness.require(read);
            return read;
        } catch (JacksonException e) {
            throw new IllegalStateException(what + " can't be read: " + Printable.shortened(e.getOriginalMessage(), MOST_SHOWN), e);
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException(what + " can't be acted upon: " + e.getMessage(), e);
        }
    }

    private record StoredRecord(int v, JobRecord record) {}
}
