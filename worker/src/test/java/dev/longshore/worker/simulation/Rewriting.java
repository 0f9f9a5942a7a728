package dev.longshore.worker.simulation;

import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to what the ledger reads and decides, for planted bugs. */
final class Rewriting {
    private Rewriting() {}

    /** The report names the task in flight, whichever it was of. */
    static Message toCurrentTask(@Nullable JobRecord record, Message message) {
        if (record == null || record.inFlight().isEmpty() || !(message instanceof Message.Reported(Report report, _))) {
            return message;
        }
        boolean known = record.inFlight().stream().anyMatch(task -> task.id().equals(report.task()));
        return known ? message : new Message.Reported(of(report, record.inFlight().getFirst().id()));
    }

    private static Report of(Report report, TaskId task) {
        return switch (report) {
            case Report.Started(var _, var worker) -> new Report.Started(task, worker);
            case Report.Progress(var _, var worker, var sent) -> new Report.Progress(task, worker, sent);
            case Report.Done(var _, var worker, var sent, var prepared) -> new Report.Done(task, worker, sent, prepared);
            case Report.HandedBack(var _, var worker, var sent) -> new Report.HandedBack(task, worker, sent);
            case Report.Failed(var _, var worker, var sent, var failure) -> new Report.Failed(task, worker, sent, failure);
            case Report.Prepared _,Report.Closed _,Report.Probe _ -> report;
        };
    }

    /** What was sent was sent in the current session, whichever it says. */
    static Message toCurrentSession(@Nullable JobRecord record, Message message) {
        if (record == null || record.upload() == null || !(message instanceof Message.Reported(Report report, _))) {
            return message;
        }
        String session = Objects.requireNonNull(record.upload()).session().id();
        return new Message.Reported(switch (report) {
            case Report.Progress(var task, var worker, var sent) -> new Report.Progress(task, worker, in(session, sent));
            case Report.Done(var task, var worker, var sent, var prepared) -> new Report.Done(task, worker, in(session, sent), prepared);
            case Report.Failed(var task, var worker, var sent, var failure) -> new Report.Failed(task, worker, in(session, sent), failure);
            case Report.HandedBack(var task, var worker, var sent) -> new Report.HandedBack(task, worker, in(session, sent));
            case Report.Started _,Report.Prepared _,Report.Closed _,Report.Probe _ -> report;
        });
    }

    private static Sent in(String session, Sent sent) {
        return new Sent(session, sent.receipts(), sent.bytes());
    }

    /** A probe is taken as read as soon as it is written. */
    static Decision probesAtOnce(Decider real, Decision decided, Instant now) {
        Decision whole = decided;
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.Send(Report.Probe probe) && whole.next() != null) {
                Decision expired = real.decide(whole.next(), new Message.Reported(probe), now);
                List<Effect> effects = new ArrayList<>(whole.effects());
                effects.remove(effect);
                effects.addAll(expired.effects());
                whole = new Decision(expired.next(), effects);
            }
        }
        return whole;
    }

    static Decision withoutAborts(Decision decided) {
        JobRecord next = decided.next();
        if (next == null) {
            return decided;
        }
        List<InFlight> others = next.inFlight().stream().filter(task -> task.kind() != InFlight.Kind.ABORT).toList();
        List<Effect> effects = decided.effects()
                .stream()
                .filter(effect -> !(effect instanceof Effect.Issue(var _, var kind) && kind == InFlight.Kind.ABORT))
                .toList();
        return new Decision(with(next, others), effects);
    }

    private static JobRecord with(JobRecord r, List<InFlight> inFlight) {
        return new JobRecord(
                r.job(), r.origin(), r.phase(), r.run(), r.issues(), r.tries(), r.upload(), inFlight, r.bytesSent(), r.duplicates(),
                r.cancels(), r.moments(), r.retryAt(), r.failure(), r.wakeAt(), r.result(), r.error(), r.stop());
    }

    /** A finish's loss counts as a slice's does: it was so once. */
    static Decision impatiently(Decider real, @Nullable JobRecord record, Message message, Instant now, LedgerPolicy policy) {
        if (record != null
                && message instanceof Message.Reported(Report.Probe probe, _)
                && record.tries().losses() >= policy.maxLosses()
                && record.inFlight()
                        .stream()
                        .anyMatch(task -> task.id().equals(probe.task())
                                && task.kind() == InFlight.Kind.FINISH
                                && Objects.requireNonNull(task.heardAt()).toEpochMilli() == probe.heardMillis())) {
            var failure = dev.longshore.worker.step.Failure.of(
                    dev.longshore.outcome.ErrorCode.WORKER_LOST, dev.longshore.worker.step.Failure.Remedy.GIVE_UP, "too many were lost");
            Report failed = new Report.Failed(probe.task(), probe.worker(), Sent.NOTHING, failure);
            return real.decide(record, new Message.Reported(failed), now);
        }
        return real.decide(record, message, now);
    }
}
