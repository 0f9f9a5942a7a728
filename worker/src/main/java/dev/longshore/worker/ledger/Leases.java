package dev.longshore.worker.ledger;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.UnitRange;
import java.time.Instant;
import java.util.Optional;

/** Who works on what, and when silence ends it. */
final class Leases {
    private Leases() {}

    static void started(Draft draft, Message message) {
        Report report = ((Message.Reported) message).report();
        draft.task(report.task()).ifPresent(task -> {
            boolean first = draft.moments.startedAt() == null;
            heard(draft, message);
            if (task.kind().slice()) {
                draft.phase = Slices.phaseOf(draft);
                if (first) {
                    draft.show(report.worker());
                }
            }
        });
    }

    /** Any report of a running task keeps its lease, and shows that somebody has begun. */
    static void heard(Draft draft, Message message) {
        Report report = ((Message.Reported) message).report();
        draft.task(report.task()).ifPresent(task -> {
            draft.replace(task, task.heard(report.worker(), spokenAt(draft, message, task)));
            if (task.kind().slice()) {
                draft.moments = draft.moments.started(draft.now);
            }
        });
    }

    /** A task that the queue gave to two workers may be in flight for one and stray for the other, whose reports don't keep the task's lease. */
    static void strayHeard(Draft draft, Message message) {
        Report report = ((Message.Reported) message).report();
        draft.inFlight.replaceAll(
                task -> task.kind() == InFlight.Kind.STRAY && task.id().equals(report.task()) && report.worker().equals(task.worker())
                        ? task.heard(report.worker(), spokenAt(draft, message, task))
                        : task);
    }

    /**
     * From when a lease counts: from when the report was written, not from when it is read, so that a worker that died together with a partition's owner
     * is missed no later than any other. Clocks may differ, and a lease must outlast a few heartbeats whatever they say: half of it counts from now.
     */
    private static Instant spokenAt(Draft draft, Message message, InFlight task) {
        Instant written = ((Message.Reported) message).writtenAt();
        if (written == null || written.isAfter(draft.now)) {
            return draft.now;
        }
        Instant earliest = draft.now.minus(draft.policy.lease().dividedBy(2));
        Instant spoken = written.isBefore(earliest) ? earliest : written;
        // Each report leaves a moment of its own: a probe that was sent before it must not match.
        Instant before = task.heardAt();
        return before == null || spoken.isAfter(before) ? spoken : before.plusMillis(1);
    }

    static void probed(Draft draft, Message message) {
        expired(draft, message).ifPresent(task -> {
            if (task.kind().tidying()) {
                probedAfterEnd(draft, message);
                return;
            }
            draft.note("lease.expired", task.id() + " of worker " + task.worker());
            draft.end(task);
            draft.bytesSent += mayHaveSent(draft, task);
            draft.tries = draft.tries.lost(draft.now, draft.policy.lease());
            int excess = draft.tries.losses() - draft.policy.maxLosses();
            if (excess > 0 && task.kind() != InFlight.Kind.FINISH) {
                giveUp(draft);
                return;
            }
            if (excess > 0) {
                // The lost workers may have made the media: only another finish can tell, so there is one, after ever longer waits.
                Failures.await(draft, excess);
            }
            Slices.proceed(draft);
            draft.show(null);
        });
    }

    private static void giveUp(Draft draft) {
        String message = draft.tries.losses() + " workers in a row fell silent while they carried this job.";
        Failures.giveUp(draft, Failure.of(ErrorCode.WORKER_LOST, Failure.Remedy.GIVE_UP, message), null);
    }

    /**
     * What a lost worker may have sent beyond what it told: units in flight count whole, for nobody will know how far they came. Units that it had
     * finished are found at COS by whoever carries on.
     */
    private static long mayHaveSent(Draft draft, InFlight task) {
        Checkpoint upload = draft.upload;
        UnitRange range = task.range();
        if (upload == null || range == null) {
            return 0;
        }
        int undone = range.size() - upload.done().countIn(range);
        long inFlight = Math.min(undone, draft.policy.parallelism(draft.job)) * upload.plan().largestUnit();
        return Math.max(0, inFlight - task.bytesUnderWay());
    }

    static void probedAfterEnd(Draft draft, Message message) {
        expired(draft, message).ifPresent(task -> {
            draft.end(task);
            if (task.kind() == InFlight.Kind.ABORT) {
                Closings.issueAbort(draft, task);
            }
        });
    }

    /** The task that has been silent since the probe was sent. */
    static Optional<InFlight> expired(Draft draft, Message message) {
        Report.Probe probe = (Report.Probe) ((Message.Reported) message).report();
        return draft.task(probe.task())
                .filter(task -> task.heardAt() != null && task.heardAt().toEpochMilli() == probe.heardMillis());
    }
}
