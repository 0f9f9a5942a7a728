package dev.longshore.worker.simulation;

import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.QueueView;
import dev.longshore.worker.simulation.Chance.Matter;
import dev.longshore.worker.step.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A partition of the ledger: a log of jobs and reports, and whoever owns it just now. What it reads, stores and sends between two commits happens
 * together or not at all; what was not committed is read again by the next owner, later.
 */
final class Partition {
    private static final long MS = 1_000_000;

    private final World world;
    private final int number;
    private final List<Entry> log = new ArrayList<>();
    private final Map<String, JobRecord> stored = new TreeMap<>();
    private final List<Decided> history = new ArrayList<>();
    private int committed;

    private Owner owner;
    private int owners;

    /** A message in the log. */
    record Entry(String jobId, Message message, long at) {}

    /** A decision that was committed. */
    record Decided(String jobId, Message message, Instant at, Decision decision) {}

    /** What an owner holds in memory. */
    private final class Owner {
        private final Map<String, JobRecord> records = new TreeMap<>(stored);
        private final List<Decided> batch = new ArrayList<>();
        private QueueView queues = QueueView.from(world.clock().wholeMillis());
        private int position = committed;
        private boolean turnPlanned;
        private boolean commitPlanned;
        private long tickAt = Long.MAX_VALUE;
        private boolean away;
    }

    Partition(World world, int number) {
        this.world = world;
        this.number = number;
        this.owner = new Owner();
    }

    void append(Report report, String from) {
        world.trace().add(world.kernel().now(), from, "reports", report);
        world.oracle().appended(report);
        append(report.task().jobId(), new Message.Reported(report, world.clock().wholeMillis()));
    }

    void append(String jobId, Message message) {
        log.add(new Entry(jobId, message, world.kernel().now()));
        planTurn(owner);
    }

    List<Entry> unread() {
        return log.subList(owner.position, log.size());
    }

    Map<String, JobRecord> stored() {
        return stored;
    }

    List<Decided> history() {
        return history;
    }

    boolean atRest() {
        return !owner.away && owner.position == log.size() && owner.batch.isEmpty();
    }

    private void planTurn(Owner of) {
        if (!of.turnPlanned && !of.away) {
            of.turnPlanned = true;
            world.kernel().after((1 + world.trouble().draw(Matter.LEDGER_TURN, number, 10)) * MS, () -> turn(of));
        }
    }

    /** Reads some messages and serves timers that are due, in either order. */
    private void turn(Owner of) {
        if (of != owner || of.away) {
            return;
        }
        of.turnPlanned = false;
        boolean timersFirst = world.trouble().draw(Matter.LEDGER_ORDER, number, 2) == 0;
        if (timersFirst) {
            serveTimers(of);
        }
        int most = 1 + world.trouble().draw(Matter.LEDGER_READS, number, 8);
        for (int n = 0; n < most && of.position < log.size(); n++) {
            Entry entry = log.get(of.position++);
            apply(of, entry.jobId(), entry.message());
        }
        if (!timersFirst) {
            serveTimers(of);
        }
        if (of.position < log.size()) {
            planTurn(of);
        }
        planCommit(of);
        planTick(of);
    }

    private void serveTimers(Owner of) {
        Instant now = world.clock().wholeMillis();
        for (JobRecord record : List.copyOf(of.records.values())) {
            Instant wakeAt = record.wakeAt();
            if (wakeAt != null && !wakeAt.isAfter(now)) {
                apply(of, record.job().jobId(), new Message.WakeUp(of.queues));
            }
        }
    }

    private void planTick(Owner of) {
        Instant first = null;
        for (JobRecord record : of.records.values()) {
            Instant wakeAt = record.wakeAt();
            if (wakeAt != null && (first == null || wakeAt.isBefore(first))) {
                first = wakeAt;
            }
        }
        if (first == null) {
            return;
        }
        long at = java.time.Duration.between(Clock.START, first).toNanos() + 50 * MS;
        if (at < of.tickAt || of.tickAt <= world.kernel().now()) {
            of.tickAt = at;
            world.kernel().after(at - world.kernel().now(), () -> {
                if (of.tickAt == at) {
                    of.tickAt = Long.MAX_VALUE;
                    turn(of);
                }
            });
        }
    }

    private void apply(Owner of, String jobId, Message message) {
        Instant now = world.clock().wholeMillis();
        JobRecord before = of.records.get(jobId);
        observeQueues(of, before, message, now);
        Decision decision = world.decider().decide(before, message, now);
        world.oracle().decided(this, before, message, decision, now);
        JobRecord next = decision.next();
        if (next == null) {
            of.records.remove(jobId);
        } else {
            of.records.put(jobId, next);
        }
        of.batch.add(new Decided(jobId, message, now, decision));
    }

    private static void observeQueues(Owner of, @Nullable JobRecord before, Message message, Instant now) {
        if (before != null && message instanceof Message.Reported(Report.Started started, _)) {
            for (InFlight task : before.inFlight()) {
                if (task.id().equals(started.task())) {
                    of.queues = of.queues.started(task.kind(), task.issuedAt(), now);
                }
            }
        }
    }

    private void planCommit(Owner of) {
        if (!of.commitPlanned && !of.batch.isEmpty()) {
            of.commitPlanned = true;
            world.kernel().after((2 + world.trouble().draw(Matter.LEDGER_COMMIT, number, 40)) * MS, () -> commit(of));
        }
    }

    private void commit(Owner of) {
        if (of != owner || of.away) {
            return;
        }
        of.commitPlanned = false;
        if (world.trouble().happens(Matter.LEDGER_ABORTS, number)) {
            goAway();
            return;
        }
        committed = of.position;
        stored.clear();
        stored.putAll(of.records);
        List<Decided> batch = List.copyOf(of.batch);
        of.batch.clear();
        history.addAll(batch);
        world.oracle().committed(batch);
        world.publication().publish(world, this, batch, Publication.When.COMMITTED);
    }

    /** The owner dies with what it had not committed; after a while another one reads on from the last commit. */
    void goAway() {
        if (owner.away) {
            return;
        }
        world.trace().add(world.kernel().now(), "ledger-" + number, "goes away", owner.batch.size() + " uncommitted");
        world.publication().publish(world, this, owner.batch, Publication.When.ABORTED);
        owner.away = true;
        long down = (500L + world.trouble().draw(Matter.LEDGER_DOWN_TIME, number, 40_000)) * MS;
        world.kernel().after(down, () -> {
            owner = new Owner();
            world.trace().add(world.kernel().now(), "ledger-" + number, "is back", log.size() - committed + " to read");
            planTurn(owner);
            owners++;
        });
    }

    int owners() {
        return owners;
    }

    void send(Decided decided) {
        for (Effect effect : decided.decision().effects()) {
            world.oracle().published(decided.jobId(), effect);
            switch (effect) {
                case Effect.Issue(var task, var kind) -> {
                    world.trace().add(world.kernel().now(), "ledger", "issues " + kind, task.id());
                    boolean closing = kind == InFlight.Kind.FINISH || kind == InFlight.Kind.ABORT;
                    (closing ? world.closings() : world.slices()).append(task, world.job(decided.jobId()));
                }
                case Effect.Send(Report.Probe probe) -> append(probe, "ledger");
                case Effect.Succeed(var result, var _) ->
                    world.trace().add(world.kernel().now(), "ledger", "succeeds", result.jobId() + " " + result.fileId());
                case Effect.Fail(var error, var _) ->
                    world.trace().add(world.kernel().now(), "ledger", "fails", error.jobId() + " " + error.code() + " " + error.message());
                case Effect.Note(var event, var detail) -> world.trace().add(world.kernel().now(), "ledger", event, detail);
                case Effect.Show _ -> {
                }
            }
        }
    }
}
