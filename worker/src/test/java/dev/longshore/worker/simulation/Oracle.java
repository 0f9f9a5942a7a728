package dev.longshore.worker.simulation;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.JobRecord;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees everything that happens and holds it against what was promised. */
final class Oracle {
    private final World world;
    private final Judge judge;
    private final UnitRules units;
    private final Orphans orphans = new Orphans();
    private final Map<String, String> sessionsByKey = new HashMap<>();
    /** Sessions that the ledger has recorded, with the version of the source that each is for. */
    private final Map<String, String> recorded = new HashMap<>();
    private final Set<String> endedRuns = new HashSet<>();
    private final Set<Start> started = new HashSet<>();

    private record Start(TaskId task, String worker) {}

    Oracle(World world) {
        this.world = world;
        this.judge = new Judge(world);
        this.units = new UnitRules(world);
    }

    World world() {
        return world;
    }

    UnitRules units() {
        return units;
    }

    Orphans orphans() {
        return orphans;
    }

    Strand caller() {
        return world.kernel().current();
    }

    void unitBegins(String key, int part) {
        told(() -> units.begins(caller(), key, part));
    }

    void unitEnds() {
        units.ends(caller());
    }

    void listed(List<StoredPart> parts) {
        units.listed(caller(), parts);
    }

    void initiated(String uploadId, Host by) {
        orphans.initiated(uploadId, by);
    }

    void told(String uploadId) {
        orphans.told(uploadId);
    }

    void abortFailed(String uploadId, boolean forGood) {
        orphans.abortFailed(uploadId, forGood);
    }

    void sealed(SessionSecrets secrets, String context) {
        sessionsByKey.put(secrets.sessionKey(), context.substring(context.indexOf(' ') + 1));
    }

    /** A commit is about to be sent. */
    void commits(UploadJob job, SessionSecrets secrets) {
        String session = sessionsByKey.get(secrets.sessionKey());
        told(() -> must(session != null && recorded.containsKey(session), Promise.RECORDED_SESSIONS_ONLY,
                () -> job.jobId() + " commits " + session));
    }

    /** A media was made. */
    void made(UploadJob job, Vod.Media made, OpenedSession session) {
        must(world.vod().mediaOf(job.jobId()).size() == 1, Promise.ONE_MEDIA, () -> job.jobId() + " has another media " + made.told());
        String id = sessionsByKey.get(made.sessionKey());
        String version = id == null ? null : recorded.get(id);
        if (version != null) {
            String[] versions = version.split("\\|", -1);
            sameBytes(job.mediaFilePath(), versions[0], made.content());
            String cover = session.coverPath();
            if (cover != null && job.coverFilePath() != null) {
                sameBytes(job.coverFilePath(), versions[1], world.cos().object(cover));
            }
        }
    }

    private void sameBytes(String path, String fingerprint, Cos.@Nullable Stored stored) {
        boolean same = stored != null
                && world.shelf()
                        .versions(path)
                        .stream()
                        .anyMatch(version -> version.fingerprint().equals(fingerprint) && Arrays.equals(version.grains(), stored.grains()));
        must(same, Promise.SAME_BYTES, () -> path + " in its version " + fingerprint);
    }

    /** A report has arrived in the log. */
    void appended(Report report) {
        judge.appended(report);
        if (report instanceof Report.Started) {
            started.add(new Start(report.task(), report.worker()));
        } else if (report instanceof Report.Prepared prepared) {
            orphans.reported(prepared.session());
        }
    }

    /** A worker knows that its report has arrived. */
    void acknowledged(Worker worker, Report report, long sent) {
        for (Execution execution : worker.executions()) {
            if (execution.task.id().equals(report.task())) {
                execution.heldSince = Math.max(execution.heldSince, sent);
            }
        }
    }

    /** A worker takes a task from its queue for good. */
    void accepting(Worker worker, TaskId task) {
        must(started.contains(new Start(task, worker.name)), Promise.STARTED_FIRST, () -> worker + " accepts " + task);
    }

    void decided(Partition partition, @Nullable JobRecord before, Message message, Decision decision, Instant now) {
        judge.decided(before, message, decision, now);
    }

    void committed(List<Partition.Decided> batch) {
        for (Partition.Decided decided : batch) {
            JobRecord next = decided.decision().next();
            if (next != null && next.upload() != null) {
                recorded.put(next.upload().session().id(), next.upload().plan().fingerprint());
            }
        }
    }

    /** An effect of the ledger has become visible. */
    void published(String jobId, Effect effect) {
        List<Vod.Media> media = world.vod().mediaOf(jobId);
        if (effect instanceof Effect.Succeed(var result, var _)) {
            must(result.repeat() || endedRuns.add(jobId + "/" + result.run()), Promise.ONE_OUTCOME, () -> jobId + " succeeds again");
            must(media.size() == 1 && media.getFirst().told().fileId().equals(result.fileId()), Promise.SUCCESS_IFF_MEDIA,
                    () -> jobId + " succeeds as " + result.fileId() + "; there is " + media);
        } else if (effect instanceof Effect.Fail(var error, var _) && error.run() > 0) {
            must(endedRuns.add(jobId + "/" + error.run()), Promise.ONE_OUTCOME, () -> jobId + " fails again");
            must(media.isEmpty(), Promise.SUCCESS_IFF_MEDIA, () -> jobId + " fails (" + error.code() + "); there is " + media);
        }
    }

    /** Everything has come to rest. */
    void atEnd() {
        for (Partition partition : world.partitions()) {
            partition.stored().values().forEach(this::ended);
            judge.refold(partition);
        }
        for (Cos.Upload open : world.cos().open()) {
            must(orphans.excused(open.id, world.clock().instant()), Promise.NO_ORPHANS, () -> open.id + " of " + open.key);
        }
    }

    private void ended(JobRecord record) {
        String jobId = record.job().jobId();
        must(record.phase().ended(), Promise.EVERYTHING_ENDS, () -> jobId + " is " + record.phase());
        for (int run = 1; run <= record.run(); run++) {
            String ended = jobId + "/" + run;
            must(endedRuns.contains(ended), Promise.ONE_OUTCOME, () -> ended + " has none");
        }
        int wanted = record.result() == null ? 0 : 1;
        List<Vod.Media> media = world.vod().mediaOf(jobId);
        must(media.size() == wanted, Promise.SUCCESS_IFF_MEDIA, () -> jobId + " is " + record.phase() + "; there is " + media);
    }

    /** The code that is watched may catch what it is thrown: the breach ends the schedule all the same. */
    private void told(Runnable check) {
        try {
            check.run();
        } catch (Breach breach) {
            world.kernel().fail(breach);
            throw breach;
        }
    }

    static void must(boolean holds, Promise promise, Supplier<?> about) {
        if (!holds) {
            throw new Breach(promise, String.valueOf(about.get()));
        }
    }
}
