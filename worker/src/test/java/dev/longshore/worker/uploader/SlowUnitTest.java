package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.ledger.Phase;
import dev.longshore.worker.ledger.QueueView;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitReceipt;
import dev.longshore.worker.testkit.InlineForker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A part that takes longer than the slice's budget and the lease together, between the ledger and a slot, in time that the test lets pass. */
class SlowUnitTest {
    /** 8 MiB at 1 Mbit/s. */
    private static final Duration SLOW_PART = Duration.ofSeconds(67);

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final LedgerPolicy POLICY = LedgerPolicy.DEFAULT;

    private final Bench bench = new Bench();
    private final Ledger ledger = new Ledger(POLICY);
    private final List<Effect> effects = new ArrayList<>();
    private final TaskRunner runner = new TaskRunner(
            new UploaderSettings("worker-1", 8, 4, 4, Duration.ofHours(1), POLICY.lease(), Duration.ofSeconds(1)),
            bench.worker(new InlineForker(), StepSettings.DEFAULT),
            this::report,
            bench.clock,
            (_, _) -> () -> {});
    private @Nullable JobRecord record;
    private @Nullable RunningTask running;
    private boolean heartbeats = true;
    private int slowParts;

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void aPartInFlightIsFinishedAlthoughItsSlicesBudgetIsLongSpent() {
        Task.Slice first = begin();
        carry(first);

        assertThat(slowParts).isEqualTo(1);
        assertThat(Duration.between(first(), bench.clock.instant())).isGreaterThan(POLICY.sliceBudget().plus(POLICY.lease()));
        assertThat(done()).containsExactly(0);
        assertThat(ofKind(Effect.Send.class)).as("probes").isEmpty();
        assertThat(ofKind(Effect.Note.class)).as("notes").isEmpty();
        assertThat(current().tries().attempt()).isEqualTo(1);
        assertThat(current().tries().losses()).isZero();
        assertThat(slices()).as("the first and, when it had ended, the next").hasSize(2);
        assertThat(current().inFlight()).singleElement().satisfies(next -> assertThat(next.heardAt()).isNull());
    }

    @Test
    void aWholeFileGoesUpAtOnePartASlice() {
        begin();
        for (int i = 0; i < slices().size(); i++) {
            carry(slices().get(i));
        }

        assertThat(slowParts).isEqualTo(3);
        assertThat(slices()).hasSize(3);
        assertThat(bench.cos.faults.made("putPart")).as("parts sent, none of them twice").isEqualTo(3);
        assertThat(current().phase()).isEqualTo(Phase.CLOSING);
    }

    @Test
    void withoutHeartbeatsTheLeaseIsLostOnBothSides() {
        heartbeats = false;
        Task.Slice first = begin();
        carry(first);

        assertThat(ofKind(Effect.Note.class)).extracting(Effect.Note::event).contains("lease.expired");
        assertThat(slices()).hasSizeGreaterThan(1);
        assertThat(current().tries().losses()).isEqualTo(1);
        assertThat(requireNonNull(running).mayContinue()).isFalse();
    }

    /** Publishes a job for a file of three parts, each of which takes a slow line's time. */
    private Task.Slice begin() {
        bench.storage.write(MEDIA, LARGE, 1);
        bench.cos.faults.atEachCall(call -> {
            if (call.startsWith("putPart")) {
                slowParts++;
                creep();
            }
        });
        var job = UploadJob.builder(JOB.jobId(), MEDIA).concurrentUploadNumber(1).build();
        decide(new Message.Submit(job, new Origin(bench.clock.instant(), Map.of())));
        return slices().getFirst();
    }

    private void carry(Task.Slice slice) {
        running = runner.start(slice).join();
        runner.carry(running, new Slots(1, bench.clock));
    }

    /** Heartbeats are sent, and the ledger's timer fires, while a part goes out. */
    private void creep() {
        for (Duration passed = Duration.ZERO; passed.compareTo(SLOW_PART) < 0; passed = passed.plus(BEAT)) {
            bench.clock.pass(BEAT);
            if (heartbeats) {
                requireNonNull(running).heartbeat();
            }
            if (!bench.clock.instant().isBefore(requireNonNull(current().wakeAt()))) {
                decide(new Message.WakeUp(QueueView.from(bench.clock.instant())));
            }
        }
    }

    private CompletableFuture<Void> report(Report report) {
        decide(new Message.Reported(report));
        return CompletableFuture.completedFuture(null);
    }

    private void decide(Message message) {
        Decision decision = ledger.decide(record, message, bench.clock.instant());
        record = decision.next();
        effects.addAll(decision.effects());
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Send(Report.Probe probe)) {
                decide(new Message.Reported(probe));
            }
        }
    }

    private JobRecord current() {
        return requireNonNull(record);
    }

    private Instant first() {
        return current().origin().submittedAt();
    }

    private List<Integer> done() {
        return requireNonNull(current().upload()).done().receipts().stream().map(UnitReceipt::unit).toList();
    }

    private List<Task.Slice> slices() {
        return ofKind(Effect.Issue.class)
                .stream()
                .flatMap(issue -> issue.task() instanceof Task.Slice slice ? Stream.of(slice) : Stream.of())
                .toList();
    }

    private <T extends Effect> List<T> ofKind(Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
