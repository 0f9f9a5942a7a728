package dev.longshore.worker.uploader;

import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Opens sessions: ApplyUpload, then a multipart upload for each object that goes up in parts. Leaves no upload behind when it fails. */
final class SessionOpener {
    private final StepPorts ports;
    private final StepRuntime runtime;

    SessionOpener(StepPorts ports, StepRuntime runtime) {
        this.ports = ports;
        this.runtime = runtime;
    }

    OpenSession open(UploadJob job, MediaTypes types, UploadPlan plan, TaskContext context) throws StepException, TaskStopped {
        Instant now = runtime.instants().instant();
        for (Violation violation : JobRules.checkAt(job, now)) {
            throw new StepException(
                    Failure.ofField(ErrorCode.INVALID_FIELD, violation.field(), violation.field() + " " + violation.problem()));
        }
        TaskStopped.unlessMayContinue(context);
        OpenedSession opened = ports.media().apply(job, types);
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
        return initiateAll(new OpenSession(bare, opened.secrets()), plan, context);
    }

    private OpenSession initiateAll(OpenSession bare, UploadPlan plan, TaskContext context) throws StepException, TaskStopped {
        Map<Integer, MultipartUpload> uploads = new TreeMap<>();
        try {
            for (PlannedObject object : plan.objects()) {
                if (object.multipart()) {
                    TaskStopped.unlessMayContinue(context);
                    ObjectAddress address = bare.address(object);
                    uploads.put(object.number(), new MultipartUpload(address.key(), ports.objects().initiate(address)));
                }
            }
            return with(bare, uploads);
        } catch (StepException | TaskStopped | RuntimeException e) {
            with(bare, uploads).abortQuietly(ports.objects());
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
