package dev.longshore.worker.ledger.kafka;

import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** One partition's stored records, by jobId. */
interface JobRecords {
    /** The records of this jobId and of those behind it, in the order of the ids' UTF-8 bytes; all when null. To be closed. */
    KeyValueIterator<String, byte[]> from(@Nullable String jobId);
}
