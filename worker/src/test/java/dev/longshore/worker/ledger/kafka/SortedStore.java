package dev.longshore.worker.ledger.kafka;

import dev.longshore.worker.ledger.JobRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** A store in memory, in the order in which RocksDB keeps it: that of the keys' bytes. */
final class SortedStore implements JobRecords {
    private final TreeMap<String, byte[]> entries = new TreeMap<>((a, b) -> Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));

    void put(String key, JobRecord record) {
        entries.put(key, StoreCodec.write(record));
    }

    void remove(String key) {
        entries.remove(key);
    }

    @Nullable JobRecord record(String key) {
        byte[] stored = entries.get(key);
        return stored == null ? null : StoreCodec.readRecord(stored);
    }

    int size() {
        return entries.size();
    }

    @Override
    public KeyValueIterator<String, byte[]> from(@Nullable String jobId) {
        Iterator<Map.Entry<String, byte[]>> all =
                new TreeMap<>(jobId == null ? entries : entries.tailMap(jobId, true)).entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public void close() {}

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public KeyValue<String, byte[]> next() {
                Map.Entry<String, byte[]> entry = all.next();
                return new KeyValue<>(entry.getKey(), entry.getValue());
            }
        };
    }
}
