package dev.longshore.bench.micro;

import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Ledger;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.TaskId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ledger's decisions, without Kafka and stores; microseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBenchmark {
    private final Ledger ledger = new Ledger(LedgerPolicy.DEFAULT);
    private final Message submit = new Message.Submit(Messages.job(), new Origin(Messages.NOW, Map.of()));

    /** Units of the large job, half of which are done. */
    @Param({
        "100", "2000"})
    private int units;

    private @Nullable JobRecord large;
    private @Nullable Message progress;

    /** A large job in its first slice. */
    @Setup
    public void carryLargeJobHalfway() {
        Decision admitted = ledger.decide(null, submit, Messages.NOW);
        TaskId task = task(admitted);
        Decision started = decide(admitted.next(), new Report.Started(task, Messages.WORKER));
        Decision prepared =
                decide(started.next(), new Report.Prepared(task, Messages.WORKER, Messages.plan(units), Messages.session(true)));
        large = decide(prepared.next(), new Report.Progress(task, Messages.WORKER, Messages.sent(0, units / 2))).next();
        progress = new Message.Reported(new Report.Progress(task, Messages.WORKER, Messages.sent(units / 2, units / 2 + 4)));
    }

    /** A small job from its admission to its result: four decisions. */
    @Benchmark
    public Decision smallJob() {
        Decision admitted = ledger.decide(null, submit, Messages.NOW);
        TaskId slice = task(admitted);
        Decision started = decide(admitted.next(), new Report.Started(slice, Messages.WORKER));
        Decision done = decide(started.next(), Messages.smallDone(slice));
        CommittedMedia media =
                new CommittedMedia("387702290000000001", "https://vod.example/media.mp4", null, "request-1", "995dc9bbdf1939fa");
        return decide(done.next(), new Report.Closed(task(done), Messages.WORKER, Messages.session(false).id(), media));
    }

    /** A heartbeat with four receipts of a large job. */
    @Benchmark
    public Decision heartbeatOfLargeJob() {
        return ledger.decide(large, Objects.requireNonNull(progress), Messages.NOW);
    }

    private Decision decide(@Nullable JobRecord record, Report report) {
        return ledger.decide(record, new Message.Reported(report), Messages.NOW);
    }

    private static TaskId task(Decision decision) {
        return decision.effects()
                .stream()
                .filter(Effect.Issue.class::isInstance)
                .map(effect -> ((Effect.Issue) effect).task().id())
                .findFirst()
                .orElseThrow();
    }
}
