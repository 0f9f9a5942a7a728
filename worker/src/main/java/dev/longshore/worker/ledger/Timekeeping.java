package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The job's one timer: retries, silence, lost tasks, and forgetting. */
final class Timekeeping {
    private Timekeeping() {}

    static void running(Draft draft, Message message) {
        Stops.atDeadline(draft);
        tasks(draft, message);
        if (draft.phase.ended() || draft.stop != null) {
            return;
        }
        if (draft.retryAt != null && !draft.retryAt.isAfter(draft.now)) {
            draft.retryAt = null;
            Slices.proceed(draft);
            draft.show(null);
        }
    }

    /** Clears the timer and looks after whatever is in flight. */
    static void tasks(Draft draft, Message message) {
        draft.wakeAt = null;
        lookAfterTasks(draft, ((Message.WakeUp) message).queues());
    }

    static void ended(Draft draft, Message message) {
        tasks(draft, message);
        draft.forgotten = draft.inFlight.isEmpty() && !endOfMemory(draft).isAfter(draft.now);
    }

    private static void lookAfterTasks(Draft draft, QueueView queues) {
        for (InFlight task : List.copyOf(draft.inFlight)) {
            if (task.started()) {
                if (!silentAt(draft, task).isAfter(draft.now)) {
                    draft.replace(task, task.probed(draft.now));
                    draft.effects.add(new Effect.Send(probe(task)));
                }
            } else if (queues.lost(task, draft.now, draft.policy)) {
                draft.inFlight.remove(task);
                draft.note("task.lost", task.id() + " was never started");
                reissue(draft, task);
            }
        }
    }

    private static void reissue(Draft draft, InFlight task) {
        switch (task.kind()) {
            case FIRST_SLICE, SLICE -> Slices.issue(draft, task.kind(), task.range(), task.reissues() + 1);
            case FINISH -> finishAgain(draft, task);
            case LOOK_UP -> Stops.lookUp(draft);
            case STRAY -> throw new IllegalStateException("what was never issued can't be lost: " + task.id());
            case ABORT -> Closings.issueAbort(draft, task.inVain());
        }
    }

    /** The lost one may come to light after all, and commit; only when the session has expired it can't. */
    private static void finishAgain(Draft draft, InFlight lost) {
        Instant expiry = Objects.requireNonNull(draft.upload).session().expiresAt();
        draft.moments = draft.moments.commitOpen(expiry.truncatedTo(ChronoUnit.MILLIS).plus(Stops.SETTLED_AFTER_EXPIRY));
        if (draft.stop == null) {
            Closings.issueFinish(draft, lost.reissues() + 1, false);
        } else {
            Stops.lookUp(draft);
        }
    }

    private static Report.Probe probe(InFlight task) {
        Instant heard = Objects.requireNonNull(task.heardAt());
        return new Report.Probe(task.id(), Objects.requireNonNull(task.worker()), heard.toEpochMilli());
    }

    /** Sets the timer, unless the one that is set fires early enough; it is set again when it fires. */
    static void setTimer(Draft draft) {
        Instant next = Stream.of(tasks(draft), Stream.ofNullable(draft.phase.ended() ? forgetAt(draft) : draft.retryAt), deadline(draft))
                .flatMap(Function.identity())
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("job " + draft.job.jobId() + " has nothing to wait for"));
        if (draft.wakeAt == null || next.isBefore(draft.wakeAt)) {
            draft.wakeAt = next;
        }
    }

    private static Stream<Instant> deadline(Draft draft) {
        return draft.phase.ended() || draft.stop != null ? Stream.empty() : Stream.ofNullable(Stops.deadline(draft));
    }

    private static Stream<Instant> tasks(Draft draft) {
        return draft.inFlight.stream()
                .map(task -> task.started() ? silentAt(draft, task) : missedAt(draft, task));
    }

    /** The longer a task has waited in its queue the more seldom it is looked for: else a long backlog would keep the ledger busy with itself. */
    private static Instant missedAt(Draft draft, InFlight task) {
        Duration halfItsWait = Duration.between(task.issuedAt(), draft.now).dividedBy(2);
        Duration grace = draft.policy.queueGrace();
        return draft.now.plus(halfItsWait.compareTo(grace) > 0 ? halfItsWait : grace);
    }

    private static Instant silentAt(Draft draft, InFlight task) {
        Instant heard = Objects.requireNonNull(task.heardAt());
        Instant since = task.probedAt() != null && task.probedAt().isAfter(heard) ? task.probedAt() : heard;
        return since.plus(draft.policy.lease());
    }

    /** Aborts in flight hold the record; while there are any, this is nothing to wake up for. */
    private static @Nullable Instant forgetAt(Draft draft) {
        return draft.inFlight.isEmpty() ? endOfMemory(draft) : null;
    }

    private static Instant endOfMemory(Draft draft) {
        return Objects.requireNonNull(draft.moments.endedAt()).plus(draft.policy.dedupeWindow());
    }
}
