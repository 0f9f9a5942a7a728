package dev.longshore.worker.ledger.kafka;

import dev.longshore.outcome.JobState;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.step.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Counts one partition's jobs. The records that were there when the partition was opened are read piece by piece, in the store's order; a change of
 * one that was read is counted at once, that of another one when it is read. So opening a partition waits for no count, and no record counts twice.
 */
final class JobTally {
    /** To within which ages are kept: so many old jobs share an entry that their number doesn't matter. */
    static final Duration STEP = Duration.ofSeconds(5);

    private final Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
    private final Map<InFlight.Kind, MomentCounts> unstarted = new EnumMap<>(InFlight.Kind.class);
    private final MomentCounts started = new MomentCounts(STEP);
    private long jobsUnstarted;
    private long bytesLeft;
    private long jobsUnsized;

    private @Nullable String readUpTo;
    private boolean complete;

    /** Reads the next records, at most {@code most}. */
    void read(JobRecords stored, int most) {
        if (complete) {
            return;
        }
        try (KeyValueIterator<String, byte[]> records = stored.from(readUpTo)) {
            for (int read = 0; read < most; read++) {
                if (!records.hasNext()) {
                    complete = true;
                    return;
                }
                KeyValue<String, byte[]> next = records.next();
                if (!next.key.equals(readUpTo)) {
                    count(StoreCodec.readRecord(next.value), 1);
                    readUpTo = next.key;
                }
            }
        }
    }

    /** A record was stored, replaced or removed. */
    void changed(String jobId, @Nullable JobRecord before, @Nullable JobRecord next) {
        if (complete || wasRead(jobId)) {
            if (before != null) {
                count(before, -1);
            }
            if (next != null) {
                count(next, 1);
            }
        }
    }

    private boolean wasRead(String jobId) {
        return readUpTo != null && Arrays.compareUnsigned(bytes(jobId), bytes(readUpTo)) <= 0;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private void count(JobRecord record, int by) {
        jobs.merge(record.phase().state(), (long) by, Long::sum);
        boolean waits = false;
        for (InFlight task : record.inFlight()) {
            if (task.heardAt() == null) {
                unstarted.computeIfAbsent(task.kind(), _ -> new MomentCounts(STEP)).count(task.issuedAt(), by);
                waits |= task.kind() == InFlight.Kind.FIRST_SLICE || task.kind() == InFlight.Kind.SLICE;
            }
        }
        jobsUnstarted += waits ? by : 0;
        if (!record.phase().ended()) {
            countRunning(record, by);
        }
    }

    private void countRunning(JobRecord record, int by) {
        Checkpoint upload = record.upload();
        if (upload == null) {
            jobsUnsized += by;
        } else {
            bytesLeft += by * (upload.plan().bytes() - upload.done().bytes());
        }
        Instant startedAt = record.moments().startedAt();
        if (startedAt != null) {
            started.count(startedAt, by);
        }
    }

    Standing standing() {
        return new Standing(
                jobs,
                each(MomentCounts::total),
                each(MomentCounts::earliest),
                jobsUnstarted,
                bytesLeft,
                jobsUnsized,
                started.earliest(),
                complete);
    }

    private <T> Map<InFlight.Kind, T> each(Function<MomentCounts, @Nullable T> what) {
        Map<InFlight.Kind, T> all = new EnumMap<>(InFlight.Kind.class);
        unstarted.forEach((kind, moments) -> {
            T value = what.apply(moments);
            if (value != null) {
                all.put(kind, value);
            }
        });
        return all;
    }
}
