package dev.longshore.worker.simulation;

import static dev.longshore.worker.simulation.Oracle.must;

import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Phase;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.DoneUnits;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the ledger's decisions against what the log and the services say. */
final class Judge {
    private final World world;
    /** When a task was last told of in the log, by task and session (blank where the report names none). */
    private final Map<Telling, Long> lastTold = new HashMap<>();
    private final Map<Report.Probe, Long> probes = new HashMap<>();

    private record Telling(TaskId task, String session) {}

    Judge(World world) {
        this.world = world;
    }

    void appended(Report report) {
        long now = world.kernel().now();
        if (report instanceof Report.Probe probe) {
            probes.putIfAbsent(probe, now);
        } else {
            lastTold.put(new Telling(report.task(), session(report)), now);
        }
    }

    private static String session(Report report) {
        Sent sent = sent(report);
        return sent == null || sent.sessionId() == null ? "" : sent.sessionId();
    }

    private static @Nullable Sent sent(Report report) {
        return switch (report) {
            case Report.Progress progress -> progress.sent();
            case Report.Done done -> done.sent();
            case Report.HandedBack back -> back.sent();
            case Report.Failed failed -> failed.sent();
            case Report.Started _,Report.Prepared _,Report.Closed _,Report.Probe _ -> null;
        };
    }

    void decided(@Nullable JobRecord before, Message message, Decision decision, Instant now) {
        JobRecord next = decision.next();
        if (next == null) {
            must(before == null || before.phase().ended(), Promise.EVERYTHING_ENDS, () -> "a job is forgotten before it has ended");
            return;
        }
        next.checked();
        bounds(next);
        newUnits(before, next);
        if (before == null) {
            return;
        }
        if (message instanceof Message.Reported(Report report, _)) {
            if (report instanceof Report.Probe probe) {
                Long written = probes.get(probe);
                expiry(before, next, probe.task(), written == null ? world.kernel().now() : written);
            } else if (!inFlight(before, report.task())) {
                stale(before, report, next);
            } else if (report instanceof Report.Failed failed) {
                permanent(before, failed, next);
            }
        } else if (message instanceof Message.WakeUp && !reachedItsDeadline(before, next)) {
            before.inFlight()
                    .stream()
                    .filter(task -> task.heardAt() != null)
                    .forEach(task -> expiry(before, next, task.id(), world.kernel().now()));
        }
    }

    /** Then its slices are called off, whoever holds a lease. */
    private static boolean reachedItsDeadline(JobRecord before, JobRecord next) {
        return before.stop() == null && !before.phase().ended() && (next.stop() != null || next.phase().ended());
    }

    /** A stray is no task that the job waits for, and may have the id of one. */
    private static boolean inFlight(JobRecord record, TaskId id) {
        return record.inFlight().stream().anyMatch(task -> task.id().equals(id) && task.kind() != InFlight.Kind.STRAY);
    }

    private void bounds(JobRecord next) {
        LedgerPolicy policy = world.policy();
        must(next.tries().attempt() <= policy.maxAttempts(), Promise.WITHIN_BUDGET, () -> next.tries());
        Integer own = next.job().concurrentUploadNumber();
        int units = own == null ? policy.concurrentUploadNumber() : own;
        int ways = Math.ceilDiv(units, policy.sliceParallelism());
        long slices = next.inFlight().stream().filter(Judge::isSlice).count();
        must(slices <= ways, Promise.WITHIN_BUDGET, () -> slices + " slices of " + next.job().jobId());
    }

    private static boolean isSlice(InFlight task) {
        return task.kind() == InFlight.Kind.SLICE || task.kind() == InFlight.Kind.FIRST_SLICE;
    }

    /** Units that have become done were stored by COS under the ETag of their receipts. */
    private void newUnits(@Nullable JobRecord before, JobRecord next) {
        Checkpoint upload = next.upload();
        if (upload == null) {
            return;
        }
        Checkpoint old = before == null ? null : before.upload();
        boolean same = old != null && old.session().id().equals(upload.session().id());
        DoneUnits known = same ? Objects.requireNonNull(old).done() : DoneUnits.NONE;
        if (known.count() == upload.done().count()) {
            return;
        }
        for (UnitReceipt receipt : upload.done().receipts()) {
            if (!known.has(receipt.unit())) {
                must(stored(upload, receipt), Promise.DONE_IS_STORED,
                        () -> "unit " + receipt.unit() + " of " + next.job().jobId() + " in " + upload.session());
            }
        }
    }

    /** It may be gone again by now: aborted, or part of an object. */
    private boolean stored(Checkpoint upload, UnitReceipt receipt) {
        Session session = upload.session();
        int unit = receipt.unit();
        for (PartedObject object : upload.plan().parted()) {
            if (unit < object.endUnit()) {
                String key = Objects.requireNonNull(session.uploads().get(object.number())).key();
                return world.cos().everStored(key, object.partNumber(unit), receipt.etag());
            }
        }
        boolean cover = session.coverPath() != null && unit == upload.plan().units() - 1;
        String key = cover ? Objects.requireNonNull(session.coverPath()) : session.mediaPath();
        return world.cos().everStored(key, 0, receipt.etag());
    }

    /** Whoever's lease ended had told nothing for a lease's time before the probe was written. */
    private void expiry(JobRecord before, JobRecord next, TaskId task, long written) {
        if (!inFlight(before, task) || inFlight(next, task)) {
            return;
        }
        String session = before.upload() == null ? "" : before.upload().session().id();
        long told = Math.max(told(task, "", written), told(task, session, written));
        must(told <= written - world.policy().lease().toNanos() + 1_000_000, Promise.SILENCE_BEFORE_EXPIRY,
                () -> task + " was told of " + (written - told) / 1_000_000 + " ms before the probe");
    }

    /** What is told at the very moment of the probe may stand behind it in the log. */
    private long told(TaskId task, String session, long before) {
        Long at = lastTold.get(new Telling(task, session));
        return at == null || at >= before ? Long.MIN_VALUE / 2 : at;
    }

    private static void permanent(JobRecord before, Report.Failed failed, JobRecord next) {
        boolean abort = before.inFlight()
                .stream()
                .anyMatch(task -> task.id().equals(failed.task()) && task.kind() == InFlight.Kind.ABORT);
        boolean other = before.upload() != null
                && failed.sent().sessionId() != null
                && !before.upload().session().id().equals(failed.sent().sessionId());
        if (failed.failure().remedy() == Failure.Remedy.GIVE_UP && !abort && !other) {
            must(next.phase() == Phase.FAILED || allDone(next), Promise.PERMANENT_IS_FINAL, () -> failed);
        }
    }

    private static boolean allDone(JobRecord record) {
        Checkpoint upload = record.upload();
        return upload != null && upload.done().count() == upload.plan().units();
    }

    private static void stale(JobRecord before, Report report, JobRecord next) {
        if (report instanceof Report.Closed closed && closed.media() != null) {
            return;
        }
        boolean finishing = allDone(next);
        must(next.run() == before.run() && next.tries().attempt() == before.tries().attempt(), Promise.STALE_CHANGES_NOTHING, () -> report);
        must(Objects.equals(next.failure(), before.failure()), Promise.STALE_CHANGES_NOTHING, () -> report);
        must(next.phase().ended() == before.phase().ended(), Promise.STALE_CHANGES_NOTHING, () -> report);
        must(finishing || Objects.equals(next.retryAt(), before.retryAt()), Promise.STALE_CHANGES_NOTHING, () -> report);
        for (InFlight task : before.inFlight()) {
            must(finishing && isSlice(task) || task.kind() == InFlight.Kind.STRAY || inFlight(next, task.id()),
                    Promise.STALE_CHANGES_NOTHING,
                    () -> report + " ends " + task.id());
        }
        Checkpoint was = before.upload();
        Checkpoint is = next.upload();
        must(Objects.equals(was == null ? null : was.session(), is == null ? null : is.session()), Promise.STALE_CHANGES_NOTHING,
                () -> report);
        if (was != null && is != null && was.done().count() != is.done().count()) {
            must(session(report).equals(was.session().id()), Promise.STALE_CHANGES_NOTHING, () -> report + " adds units");
        }
    }

    /** The log alone gives the records again. */
    void refold(Partition partition) {
        Map<String, JobRecord> records = new TreeMap<>();
        for (Partition.Decided decided : partition.history()) {
            Decision again = world.decider().decide(records.get(decided.jobId()), decided.message(), decided.at());
            must(again.equals(decided.decision()), Promise.REFOLDS, () -> decided.message());
            if (again.next() == null) {
                records.remove(decided.jobId());
            } else {
                records.put(decided.jobId(), again.next());
            }
        }
        must(records.equals(partition.stored()), Promise.REFOLDS, () -> "records");
    }
}
