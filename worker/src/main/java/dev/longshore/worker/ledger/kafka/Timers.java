package dev.longshore.worker.ledger.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The jobs' timers, ordered by time: the key is a letter, the due time, big-endian, and the jobId.
 *
 * <p>A store may keep what was deleted until it compacts, and an iterator steps over all of it. So a look begins where the one before found nothing more.
 */
final class Timers {
    private static final byte TIMER = 't';
    private static final byte[] NOTHING = {};

    private final KeyValueStore<byte[], byte[]> store;
    /** No timer is due before, in milliseconds since 1970. */
    private long earliest;

    Timers(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    record Due(String jobId, Instant at) {}

    void set(String jobId, Instant at) {
        earliest = Math.min(earliest, at.toEpochMilli());
        store.put(key(jobId, at.toEpochMilli()), NOTHING);
    }

    void clear(String jobId, Instant at) {
        store.delete(key(jobId, at.toEpochMilli()));
    }

    /** The timers due at {@code now}, earliest first, at most {@code most}. */
    List<Due> due(Instant now, int most) {
        List<Due> due = new ArrayList<>();
        if (now.toEpochMilli() < earliest) {
            return due;
        }
        long behind = now.toEpochMilli() + 1;
        try (KeyValueIterator<byte[], byte[]> entries = store.range(key("", earliest), key("", behind))) {
            while (entries.hasNext() && due.size() < most) {
                KeyValue<byte[], byte[]> entry = entries.next();
                ByteBuffer key = ByteBuffer.wrap(entry.key, 1, entry.key.length - 1);
                Instant at = Instant.ofEpochMilli(key.getLong());
                if (!at.isAfter(now)) {
                    due.add(new Due(StandardCharsets.UTF_8.decode(key).toString(), at));
                }
            }
        }
        earliest = due.isEmpty() ? behind : due.getFirst().at().toEpochMilli();
        return due;
    }

    private static byte[] key(String jobId, long dueMillis) {
        byte[] id = jobId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Long.BYTES + id.length).put(TIMER).putLong(dueMillis).put(id).array();
    }
}
