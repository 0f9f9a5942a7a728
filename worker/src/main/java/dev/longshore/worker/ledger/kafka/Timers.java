package dev.longshore.worker.ledger.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The jobs' timers, ordered by time: the key is the due time, big-endian, and the jobId. */
final class Timers {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<byte[], byte[]> store;

    Timers(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    record Due(String jobId, Instant at) {}

    void set(String jobId, Instant at) {
        store.put(key(jobId, at.toEpochMilli()), NOTHING);
    }

    void clear(String jobId, Instant at) {
        store.delete(key(jobId, at.toEpochMilli()));
    }

    /** The timers due at {@code now}, earliest first, at most {@code most}. */
    List<Due> due(Instant now, int most) {
        List<Due> due = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> entries = store.range(key("", 0), key("", now.toEpochMilli() + 1))) {
            while (entries.hasNext() && due.size() < most) {
                KeyValue<byte[], byte[]> entry = entries.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key);
                Instant at = Instant.ofEpochMilli(key.getLong());
                if (!at.isAfter(now)) {
                    due.add(new Due(StandardCharsets.UTF_8.decode(key).toString(), at));
                }
            }
        }
        return due;
    }

    private static byte[] key(String jobId, long dueMillis) {
        byte[] id = jobId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length).putLong(dueMillis).put(id).array();
    }
}
