package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must hold after every decision, whatever came before. One per job: it remembers which runs have ended. */
final class Rules {
    private final LedgerPolicy policy;
    private final Ledger ledger;
    private final Ledger other;
    private final Set<Integer> endedRuns = new HashSet<>();

    Rules(LedgerPolicy policy) {
        this.policy = policy;
        this.ledger = new Ledger(policy);
        this.other = new Ledger(policy);
    }

    /** Decides, and holds the decision against the rules. */
    Decision decide(@Nullable JobRecord before, Message message, Instant now) {
        Decision decision = ledger.decide(before, message, now);
        must(decision.equals(other.decide(before, message, now)), "equal inputs give equal decisions", message);
        outcomes(before, decision);
        JobRecord next = decision.next();
        if (next == null) {
            must(before == null || before.phase().ended(), "only a job that has ended is forgotten", before);
            return decision;
        }
        next.checked();
        issues(before, decision, next);
        tasks(next);
        slices(next);
        timer(next, message, now);
        must(next.tries().attempt() >= 1 && next.tries().attempt() <= policy.maxAttempts(), "attempts are bounded", next.tries());
        return decision;
    }

    private void outcomes(@Nullable JobRecord before, Decision decision) {
        int terminal = 0;
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Succeed(var result, var _) && !result.repeat()) {
                must(endedRuns.add(result.run()), "a run ends once", result);
                terminal++;
            } else if (effect instanceof Effect.Fail(var error, var _) && error.run() > 0) {
                must(endedRuns.add(error.run()), "a run ends once", error);
                terminal++;
            }
        }
        boolean ended = decision.next() != null && decision.next().phase().ended()
                && (before == null || !before.phase().ended() || before.run() < decision.next().run());
        must(terminal == (ended ? 1 : 0), "a decision that ends a run, and no other, publishes one outcome", decision);
    }

    private static void issues(@Nullable JobRecord before, Decision decision, JobRecord next) {
        long issued = before == null ? 0 : before.issues();
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Issue(Task task, InFlight.Kind kind)) {
                issued++;
                must(task.id().issue() == issued, "task ids are new and in order", task.id());
                must(in(next, known -> known.id().equals(task.id()) && known.kind() == kind).size() == 1, "what is issued is in flight",
                        task);
                if (task instanceof Task.Finish finish) {
                    Checkpoint checkpoint = finish.checkpoint();
                    must(checkpoint.equals(next.upload()), "only the recorded session is finished", task);
                    must(next.stop() == null, "a run that is stopping commits nothing more", task);
                    must(checkpoint.done().count() == checkpoint.plan().units(), "a finish has all units", task);
                }
            }
        }
        must(next.issues() == issued, "every id was issued", next);
    }

    private static void tasks(JobRecord next) {
        for (InFlight task : next.inFlight()) {
            must(task.id().issue() <= next.issues(), "what is in flight was issued", task);
            must(task.session() == null || next.upload() == null || !task.session().id().equals(next.upload().session().id()),
                    "the current session is not aborted", task);
        }
    }

    private void slices(JobRecord next) {
        List<InFlight> slices = in(next, task -> task.kind().slice());
        int ways = policy.ways(next.job());
        must(slices.size() <= ways, "slices in flight are bounded", slices);
        must(slices.size() <= 1 || next.job().bandwidthLimit() == null, "one slice keeps the job's bandwidth limit", slices);
        Checkpoint upload = next.upload();
        if (upload == null) {
            return;
        }
        BitSet carried = new BitSet();
        for (InFlight slice : slices) {
            UnitRange range = Objects.requireNonNull(slice.range());
            must(carried.get(range.from(), range.to()).isEmpty(), "slices in flight are disjoint", slices);
            carried.set(range.from(), range.to());
        }
        boolean allDone = upload.done().count() == upload.plan().units();
        if (!next.phase().ended() && next.retryAt() == null && !allDone && slices.size() < ways) {
            for (int unit = 0; unit < upload.plan().units(); unit++) {
                must(carried.get(unit) || upload.done().has(unit), "with a way free, each unit is done or carried", next);
            }
        }
    }

    /** How long nobody looks for a task that waits in its queue. */
    private Duration patience(InFlight task, Instant now) {
        Duration half = Duration.between(task.issuedAt(), now).dividedBy(2);
        return half.compareTo(policy.queueGrace()) > 0 ? half : policy.queueGrace();
    }

    private void timer(JobRecord next, Message message, Instant now) {
        Instant wakeAt = Objects.requireNonNull(next.wakeAt());
        List<Instant> due = new ArrayList<>();
        for (InFlight task : next.inFlight()) {
            Instant heard = task.heardAt();
            Instant probed = task.probedAt();
            due.add(heard == null ? now.plus(patience(task, now)) : (probed == null ? heard : probed).plus(policy.lease()));
        }
        if (next.job().deadline() != null && !next.phase().ended() && next.stop() == null) {
            due.add(Moments.timer(next.job().deadline()));
        }
        if (next.retryAt() != null) {
            due.add(next.retryAt());
        }
        if (next.phase().ended() && next.inFlight().isEmpty()) {
            due.add(Objects.requireNonNull(next.moments().endedAt()).plus(policy.dedupeWindow()));
        }
        for (Instant at : due) {
            must(!wakeAt.isAfter(at), "a timer is never late", next);
        }
        must(!(message instanceof Message.WakeUp) || wakeAt.isAfter(now), "a timer that was served is set anew", next);
    }

    private static List<InFlight> in(JobRecord record, Predicate<InFlight> which) {
        return record.inFlight().stream().filter(which).toList();
    }

    static void must(boolean holds, String rule, @Nullable Object shown) {
        if (!holds) {
            throw new AssertionError(rule + ": " + shown);
        }
    }
}
