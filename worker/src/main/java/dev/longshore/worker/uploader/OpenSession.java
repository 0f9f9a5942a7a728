package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session together with what opens it. Stays within one step. */
record OpenSession(Session session, SessionSecrets secrets) {
    private static final Logger log = LoggerFactory.getLogger(OpenSession.class);

    /** Opens a session that was sealed by whichever worker. */
    static OpenSession unseal(SessionSeal seal, String jobId, Session session) throws StepException {
        return new OpenSession(session, seal.open(session.sealed(), sealContext(jobId, session.id())));
    }

    /** A job's id has no blank, so no two pairs of ids give the same text. */
    static String sealContext(String jobId, String sessionId) {
        return jobId + " " + sessionId;
    }

    /** @param object its number in the plan */
    ObjectAddress address(int object) throws StepException {
        String key = switch (object) {
            case UploadPlan.MEDIA -> session.mediaPath();
            case UploadPlan.COVER -> session.coverPath();
            default -> null;
        };
        if (key == null) {
            throw new StepException(
                    Failure.of(ErrorCode.INTERNAL_ERROR, Remedy.NEW_SESSION, session + " has no path for object " + object));
        }
        return new ObjectAddress(session.bucket(), session.storageRegion(), key, secrets);
    }

    /** @throws StepException if the session holds no multipart upload of this object */
    String uploadId(int object) throws StepException {
        String uploadId = session.uploadIds().get(object);
        if (uploadId == null) {
            throw new StepException(
                    Failure.of(ErrorCode.INTERNAL_ERROR, Remedy.NEW_SESSION, session + " has no upload of object " + object));
        }
        return uploadId;
    }

    /** For a session that the ledger won't hear of: nobody else can abort its uploads. */
    void abortQuietly(ObjectStore objects) {
        boolean interrupted = Thread.interrupted();
        try {
            abortAll(objects);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abortAll(ObjectStore objects) {
        for (Map.Entry<Integer, String> upload : session.uploadIds().entrySet()) {
            try {
                objects.abort(address(upload.getKey()), upload.getValue());
            } catch (StepException | RuntimeException e) {
                log.warn("upload.orphaned session={} object={} upload={}: {}", session, upload.getKey(), upload.getValue(), e.toString());
            }
        }
    }
}
