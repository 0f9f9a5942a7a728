package dev.longshore.worker.ledger.kafka;

import dev.longshore.worker.ledger.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One partition's jobs. Their records and their {@link Timers} share a store, since each further changelog would add a partition to every transaction;
 * the first byte of a key tells which of the two an entry is.
 */
final class JobStore implements JobRecords {
    private static final byte RECORD = 'r';

    /** Sorts behind every record's key. */
    private static final byte[] BEHIND = {RECORD + 1};

    private final KeyValueStore<byte[], byte[]> store;

    JobStore(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    @Nullable JobRecord read(String jobId) {
        byte[] stored = store.get(key(jobId));
        return stored == null ? null : StoreCodec.readRecord(stored);
    }

    void write(String jobId, JobRecord record) {
        store.put(key(jobId), StoreCodec.write(record));
    }

    void delete(String jobId) {
        store.delete(key(jobId));
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
            return entries.hasNext() && entries.peekNextKey()[0] == RECORD;
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
