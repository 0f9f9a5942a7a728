package dev.longshore.worker.uploader;

import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Opens sessions: ApplyUpload, then a multipart upload for each object that goes up in parts. Before the first of these the session is reported with what
 * is about to be initiated, so that no crash leaves an upload of a session that nobody knows. Leaves no upload behind when it fails.
 */
final class SessionOpener {
    private final StepPorts ports;
    private final StepRuntime runtime;

    SessionOpener(StepPorts ports, StepRuntime runtime) {
        this.ports = ports;
        this.runtime = runtime;
    }

    /** @param fingerprint names the source's version */
    OpenSession open(UploadJob job, MediaTypes types, UploadPlan plan, String fingerprint, TaskContext context)
            throws StepException, TaskStopped {
        Instant now = runtime.instants().instant();
        for (Violation violation : JobRules.checkAt(job, now)) {
            throw new StepException(
                    Failure.ofField(ErrorCode.INVALID_FIELD, violation.field(), violation.field() + " " + violation.problem()));
        }
        OpenedSession opened = ports.media().apply(job, types, () -> TaskStopped.unlessMayContinue(context));
        Instant openedAt = runtime.instants().instant();
        if (types.cover() != null && opened.coverPath() == null) {
            throw new StepException(new Failure(
                    ErrorCode.SERVICE_REJECTED.code(),
                    ErrorCode.SERVICE_REJECTED.category(),
                    Remedy.RETRY,
                    "ApplyUpload was told of a " + types.cover() + " cover and gave no path for it",
                    "coverFilePath",
                    null,
                    null,
                    opened.requestId()));
        }
        String id = runtime.sessionIds().get();
        SealedText sealed = ports.seal().seal(opened.secrets(), OpenSession.sealContext(job.jobId(), id));
        Session bare = new Session(
                id, opened.bucket(), opened.storageRegion(), opened.mediaPath(), opened.coverPath(), Map.of(), opened.expiresAt(), openedAt,
                sealed);
        OpenSession session = new OpenSession(bare, opened.secrets());
        Map<Integer, MultipartUpload> uploads = new TreeMap<>();
        for (PlannedObject object : plan.objects()) {
            if (object.multipart()) {
                uploads.put(object.number(), MultipartUpload.announced(session.address(object).key()));
            }
        }
        if (uploads.isEmpty()) {
            return session;
        }
        announce(with(session, uploads), plan.summary(fingerprint), context);
        return initiateAll(session, uploads, job, context);
    }

    /** If the report may be lost, nothing is initiated. */
    private static void announce(OpenSession announced, PlanSummary plan, TaskContext context) throws StepException {
        try {
            context.prepared(plan, announced.session());
        } catch (StepException e) {
            throw StepFailures.withRemedy(e, Remedy.NEW_SESSION);
        }
    }

    /** An upload whose initiation failed may exist all the same: it stays announced, and is looked for. */
    private OpenSession initiateAll(OpenSession session, Map<Integer, MultipartUpload> announced, UploadJob job, TaskContext context)
            throws StepException, TaskStopped {
        Map<Integer, MultipartUpload> uploads = new TreeMap<>();
        try {
            for (Map.Entry<Integer, MultipartUpload> next : announced.entrySet()) {
                TaskStopped.unlessMayContinue(context);
                uploads.put(next.getKey(), next.getValue());
                String key = next.getValue().key();
                uploads.put(next.getKey(), new MultipartUpload(key, ports.objects().initiate(session.address(key))));
            }
            return with(session, uploads);
        } catch (StepException | TaskStopped | RuntimeException e) {
            with(session, uploads).abortQuietly(ports.objects(), job);
            throw e;
        }
    }

    private static OpenSession with(OpenSession bare, Map<Integer, MultipartUpload> uploads) {
        Session s = bare.session();
        Session whole = new Session(
                s.id(), s.bucket(), s.storageRegion(), s.mediaPath(), s.coverPath(), uploads, s.expiresAt(), s.openedAt(), s.sealed());
        return new OpenSession(whole, bare.secrets());
    }
}
