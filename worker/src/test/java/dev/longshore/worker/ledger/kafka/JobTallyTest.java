package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobState;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobTallyTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int UNITS = 4;

    private final Ledger ledger = new Ledger(LedgerPolicy.DEFAULT);
    private final SortedStore store = new SortedStore();

    @Test
    void aJobIsBacklogUntilStartedAndItsSizeIsKnownOnceReported() {
        JobTally tally = new JobTally();
        tally.read(store, 1);
        JobRecord queued = next(tally, null, submit("a"), START);
        assertThat(tally.standing().jobs()).containsEntry(JobState.QUEUED, 1L);
        assertThat(tally.standing().unstarted()).containsEntry(InFlight.Kind.FIRST_SLICE, 1L);
        assertThat(tally.standing().oldestUnstarted()).containsEntry(InFlight.Kind.FIRST_SLICE, START);
        assertThat(tally.standing().jobsUnstarted()).isEqualTo(1);
        assertThat(tally.standing().jobsUnsized()).isEqualTo(1);

        Instant later = START.plusSeconds(60);
        JobRecord started = next(tally, queued, new Message.Reported(new Report.Started(queued.inFlight().getFirst().id(), "w")), later);
        assertThat(tally.standing().jobsUnstarted()).isZero();
        assertThat(tally.standing().oldestUnstarted()).isEmpty();
        assertThat(tally.standing().oldestStarted()).isEqualTo(later);

        next(tally, started, new Message.Reported(prepared(started)), later);
        assertThat(tally.standing().bytesLeft()).isEqualTo(100L * UNITS);
        assertThat(tally.standing().jobsUnsized()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensWhileRecordsAreReadTheCountIsThatOfTheRecords(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            step(random, null);
        }
        JobTally tally = new JobTally();
        while (!tally.standing().complete()) {
            tally.read(store, 1 + random.nextInt(7));
            for (int i = 0; i < 5; i++) {
                step(random, tally);
            }
        }
        for (int i = 0; i < 100; i++) {
            step(random, tally);
        }
        JobTally anew = new JobTally();
        anew.read(store, Integer.MAX_VALUE);
        assertThat(nonZero(tally.standing())).isEqualTo(nonZero(anew.standing()));
        assertThat(anew.standing().jobs().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(store.size());
    }

    private static Standing nonZero(Standing s) {
        return new Standing(withoutZeros(s.jobs()), withoutZeros(s.unstarted()), s.oldestUnstarted(), s.jobsUnstarted(), s.bytesLeft(),
                s.jobsUnsized(), s.oldestStarted(), s.complete());
    }

    private static <K> Map<K, Long> withoutZeros(Map<K, Long> counts) {
        return counts.entrySet()
                .stream()
                .filter(count -> count.getValue() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Something happens to one of a hundred jobs, some of whose ids sort differently as text and as bytes. */
    private void step(Random random, JobTally tally) {
        String jobId = (random.nextBoolean() ? "" : (random.nextBoolean() ? "\uFFFD" : "\uD83D\uDE00")) + "job-" + random.nextInt(50);
        Instant now = START.plusSeconds(random.nextInt(100));
        JobRecord before = store.record(jobId);
        if (before == null) {
            next(tally, null, submit(jobId), now);
        } else if (random.nextInt(20) == 0) {
            store.remove(jobId);
            if (tally != null) {
                tally.changed(jobId, before, null);
            }
        } else if (!before.inFlight().isEmpty()) {
            InFlight task = before.inFlight().getFirst();
            Report report = switch (random.nextInt(4)) {
                case 0 -> new Report.Started(task.id(), "w");
                case 1 -> prepared(before);
                case 2 -> new Report.HandedBack(task.id(), "w", Sent.NOTHING);
                default -> new Report.Progress(task.id(), "w", new Sent(
                        "s-" + jobId, List.of(new UnitReceipt(random.nextInt(UNITS), 100, "e", null)), 100));
            };
            next(tally, before, new Message.Reported(report), now);
        }
    }

    private static Message submit(String jobId) {
        return new Message.Submit(UploadJob.of(jobId, "/media/a.mp4"), new Origin(START, Map.of()));
    }

    private static Report.Prepared prepared(JobRecord record) {
        String jobId = record.job().jobId();
        Session session = new Session("s-" + jobId, "b", "r", "m.mp4", null, Map.of(), START, START, new SealedText("k", "t"));
        PlanSummary plan = new PlanSummary("d", UNITS, 100L * UNITS, 100L * UNITS, 100, List.of(), "f");
        return new Report.Prepared(record.inFlight().getFirst().id(), "w", plan, session);
    }

    private JobRecord next(JobTally tally, JobRecord before, Message message, Instant now) {
        JobRecord next = ledger.decide(before, message, now).next();
        String jobId = next.job().jobId();
        store.put(jobId, next);
        if (tally != null) {
            tally.changed(jobId, before, next);
        }
        return next;
    }
}
