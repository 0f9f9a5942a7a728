package dev.longshore.worker.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
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
    private final Set<Integer> endedRuns = new HashSet<>();

    Rules(LedgerPolicy policy) {
        this.policy = policy;
        this.ledger = new Ledger(policy);
    }

    /** Decides, and holds the decision against the rules. */
    Decision decide(@Nullable JobRecord before, Message message, Instant now) {
        Decision decision = ledger.decide(before, message, now);
        assertThat(new Ledger(policy).decide(before, message, now)).as("equal inputs give equal decisions").isEqualTo(decision);
        outcomes(before, decision);
        JobRecord next = decision.next();
        if (next == null) {
            assertThat(before == null || before.phase().ended()).as("only a job that has ended is forgotten").isTrue();
            return decision;
        }
        next.checked();
        tasks(before, decision, next);
        slices(next);
        timer(next, message, now);
        assertThat(next.tries().attempt()).as("attempts").isBetween(1, policy.maxAttempts());
        return decision;
    }

    private void outcomes(@Nullable JobRecord before, Decision decision) {
        int terminal = 0;
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Succeed(var result, var _) && !result.repeat()) {
                assertThat(endedRuns.add(result.run())).as("run %s ends once", result.run()).isTrue();
                terminal++;
            } else if (effect instanceof Effect.Fail(var error, var _) && error.run() > 0) {
                assertThat(endedRuns.add(error.run())).as("run %s ends once", error.run()).isTrue();
                terminal++;
            }
        }
        boolean ended = decision.next() != null && decision.next().phase().ended() && (before == null || !before.phase().ended());
        assertThat(terminal).as("terminal records of a decision").isEqualTo(ended ? 1 : 0);
    }

    private static void tasks(@Nullable JobRecord before, Decision decision, JobRecord next) {
        long issuedBefore = before == null ? 0 : before.issues();
        Set<Long> announced = new HashSet<>();
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Issue(Task task, InFlight.Kind kind)) {
                assertThat(announced.add(task.id().issue())).as("%s is issued once", task.id()).isTrue();
                assertThat(task.id().issue()).as("task ids are new").isGreaterThan(issuedBefore);
                assertThat(inFlight(next, known -> known.id().equals(task.id()) && known.kind() == kind)).as("%s is in flight", task.id()).hasSize(1);
                if (task instanceof Task.Finish finish) {
                    assertThat(finish.checkpoint()).as("only the recorded session is finished").isEqualTo(next.upload());
                    assertThat(finish.checkpoint().done().count()).as("all units are done").isEqualTo(finish.checkpoint().plan().units());
                }
            }
        }
        List<InFlight> fresh = inFlight(next, task -> task.id().issue() > issuedBefore);
        assertThat(fresh).as("whatever is in flight was issued").allMatch(task -> announced.contains(task.id().issue()));
        assertThat(next.issues()).isGreaterThanOrEqualTo(issuedBefore);
        if (next.upload() != null) {
            String current = next.upload().session().id();
            assertThat(inFlight(next, task -> task.session() != null && task.session().id().equals(current))).as("aborts of the current session").isEmpty();
        }
    }

    private void slices(JobRecord next) {
        List<InFlight> slices = inFlight(next, task -> task.kind().slice());
        int ways = policy.ways(next.job().concurrentUploadNumber());
        assertThat(slices.size()).as("slices in flight").isLessThanOrEqualTo(ways);
        if (next.upload() == null) {
            return;
        }
        BitSet carried = new BitSet();
        for (InFlight slice : slices) {
            UnitRange range = Objects.requireNonNull(slice.range());
            assertThat(carried.get(range.from(), range.to()).isEmpty()).as("slices in flight are disjoint: %s", slices).isTrue();
            carried.set(range.from(), range.to());
        }
        boolean more = next.upload().done().count() < next.upload().plan().units();
        if (!next.phase().ended() && next.retryAt() == null && more && slices.size() < ways) {
            for (int unit = 0; unit < next.upload().plan().units(); unit++) {
                assertThat(carried.get(unit) || next.upload().done().has(unit)).as("unit %s is done or carried", unit).isTrue();
            }
        }
    }

    private void timer(JobRecord next, Message message, Instant now) {
        Instant wakeAt = Objects.requireNonNull(next.wakeAt());
        List<Instant> due = new ArrayList<>();
        for (InFlight task : next.inFlight()) {
            Instant heard = task.heardAt();
            Instant probed = task.probedAt();
            due.add(heard == null ? now.plus(policy.queueGrace()) : (probed == null ? heard : probed).plus(policy.lease()));
        }
        if (next.retryAt() != null) {
            due.add(next.retryAt());
        }
        if (next.phase().ended() && next.inFlight().isEmpty()) {
            due.add(Objects.requireNonNull(next.moments().endedAt()).plus(policy.dedupeWindow()));
        }
        assertThat(due).as("the timer %s is never late", wakeAt).allMatch(at -> !wakeAt.isAfter(at));
        if (message instanceof Message.WakeUp) {
            assertThat(wakeAt).as("a timer that was served is set anew").isAfter(now);
        }
    }

    private static List<InFlight> inFlight(JobRecord record, Predicate<InFlight> which) {
        return record.inFlight().stream().filter(which).toList();
    }
}
