package dev.longshore.worker.ledger.kafka;

import dev.longshore.worker.ledger.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One partition's jobs. Their records and their {@link Timers} share a store, since each further changelog would add a partition to every transaction;
 * the first byte of a key tells which of the two an entry is.
 *
 * <p>The records written last are kept as they are: most messages follow closely on one of the same job, and reading a stored record is dear. Nobody else
 * writes to the store, and what a transaction that failed has written goes with this object.
 */
final class JobStore implements JobRecords {
    private static final byte RECORD = 'r';

    /** Sorts behind every record's key, and before the timers'. */
    private static final byte[] BEHIND = {RECORD + 1};

    /** Of small records only, so that they take some MiB a partition at most. */
    private static final int MOST_KEPT = 256;

    private static final int MOST_KEPT_BYTES = 8 * 1024;

    private final KeyValueStore<byte[], byte[]> store;
    private final Map<String, JobRecord> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JobRecord> eldest) {
            return size() > MOST_KEPT;
        }
    };

    JobStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    @Nullable JobRecord read(String jobId) {
        JobRecord recent = kept.get(jobId);
        if (recent != null) {
            return recent;
        }
        byte[] stored = store.get(key(jobId));
        return stored == null ? null : StoreCodec.readRecord(stored);
    }

    void write(String jobId, JobRecord record) {
        byte[] written = StoreCodec.write(record);
        store.put(key(jobId), written);
        if (written.length <= MOST_KEPT_BYTES) {
            kept.put(jobId, record);
        } else {
            kept.remove(jobId);
        }
    }

    void delete(String jobId) {
        store.delete(key(jobId));
        kept.remove(jobId);
    }

    @Override
    public KeyValueIterator<String, byte[]> from(@Nullable String jobId) {
        return new ById(store.range(key(jobId == null ? "" : jobId), BEHIND));
    }

    static byte[] key(String jobId) {
        byte[] id = jobId.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[1 + id.length];
        key[0] = RECORD;
        System.arraycopy(id, 0, key, 1, id.length);
        return key;
    }

    private record ById(KeyValueIterator<byte[], byte[]> entries) implements KeyValueIterator<String, byte[]> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<String, byte[]> next() {
            KeyValue<byte[], byte[]> next = entries.next();
            return KeyValue.pair(jobId(next.key), next.value);
        }

        @Override
        public String peekNextKey() {
            return jobId(entries.peekNextKey());
        }

        @Override
        public void close() {
            entries.close();
        }

        private static String jobId(byte[] key) {
            return new String(Arrays.copyOfRange(key, 1, key.length), StandardCharsets.UTF_8);
        }
    }
}
