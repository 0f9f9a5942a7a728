package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records and timers in one RocksDB. */
class JobStoreTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int MANY = 100;

    @TempDir
    private Path dir;

    private @Nullable KeyValueStore<byte[], byte[]> store;

    @BeforeEach
    void open() {
        KeyValueStore<byte[], byte[]> opened = LedgerTopology.jobStore().withLoggingDisabled().build();
        var context = new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), dir.toFile());
        opened.init(context.getStateStoreContext(), opened);
        store = opened;
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Test
    void recordsComeInTheOrderOfTheirIdsAndTimersAreNotAmongThem() {
        JobStore jobs = new JobStore(store());
        Timers timers = new Timers(store());
        for (String jobId : List.of("b", "ä", "", "a")) {
            jobs.write(jobId, record(jobId));
            timers.set(jobId, START);
        }
        assertThat(ids(jobs, null)).containsExactly("", "a", "b", "ä");
        assertThat(ids(jobs, "aa")).containsExactly("b", "ä");
        jobs.delete("b");
        assertThat(jobs.read("b")).isNull();
        assertThat(jobs.read("a")).isEqualTo(record("a"));
        assertThat(ids(jobs, "b")).containsExactly("ä");
        assertThat(timers.due(START, MANY)).hasSize(4);
    }

    @Test
    void whatIsReadIsWhatWasWrittenLastWhetherItIsKeptInMemoryOrNot() {
        JobStore jobs = new JobStore(store());
        jobs.write("grows", record("small"));
        jobs.write("grows", record("x".repeat(10_000)));
        assertThat(jobs.read("grows")).isEqualTo(record("x".repeat(10_000)));
        jobs.write("grows", record("small again"));
        for (int i = 0; i < 1_000; i++) {
            jobs.write("other-" + i, record("other-" + i));
        }
        assertThat(jobs.read("grows")).isEqualTo(record("small again"));
        assertThat(jobs.read("other-0")).isEqualTo(record("other-0"));
        assertThat(jobs.read("other-999")).isEqualTo(record("other-999"));
        assertThat(ids(jobs, null)).hasSize(1_001);
    }

    @Test
    void timersAreDueFromTheirTimeOnEarliestFirst() {
        Timers timers = new Timers(store());
        timers.set("late", START.plusMillis(2));
        timers.set("early", START);
        assertThat(due(timers, START.minusMillis(1))).isEmpty();
        assertThat(due(timers, START.plusMillis(1))).containsExactly("early");
        assertThat(due(timers, START.plusMillis(2))).containsExactly("early", "late");
        timers.clear("early", START);
        assertThat(due(timers, START.plusMillis(3))).containsExactly("late");
    }

    @Test
    void aTimerThatIsSetForATimeAlreadyPastIsDueAtTheNextLook() {
        Timers timers = new Timers(store());
        assertThat(due(timers, START)).isEmpty();
        timers.set("past", START.minusSeconds(60));
        assertThat(due(timers, START.plusMillis(1))).containsExactly("past");
    }

    @Test
    void aClockThatGoesBackLosesNoTimer() {
        Timers timers = new Timers(store());
        assertThat(due(timers, START)).isEmpty();
        timers.set("soon", START.plusMillis(5));
        assertThat(due(timers, START.minusSeconds(1))).isEmpty();
        assertThat(due(timers, START.plusMillis(5))).containsExactly("soon");
    }

    @Test
    void whatALookLeavesOutComesWithTheNextOne() {
        Timers timers = new Timers(store());
        timers.set("a", START);
        timers.set("b", START);
        List<Timers.Due> first = timers.due(START, 1);
        assertThat(first).extracting(Timers.Due::jobId).containsExactly("a");
        timers.clear("a", START);
        assertThat(due(timers, START)).containsExactly("b");
    }

    private static List<String> due(Timers timers, Instant now) {
        return timers.due(now, MANY).stream().map(Timers.Due::jobId).toList();
    }

    private static List<String> ids(JobStore jobs, @Nullable String from) {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> records = jobs.from(from)) {
            while (records.hasNext()) {
                ids.add(records.next().key);
            }
        }
        return ids;
    }

    private static JobRecord record(String jobId) {
        Message submit = new Message.Submit(UploadJob.of("job", "/media/" + jobId), new Origin(START, Map.of()));
        return Objects.requireNonNull(new Ledger(LedgerPolicy.DEFAULT).decide(null, submit, START).next());
    }

    private KeyValueStore<byte[], byte[]> store() {
        return Objects.requireNonNull(store);
    }
}
