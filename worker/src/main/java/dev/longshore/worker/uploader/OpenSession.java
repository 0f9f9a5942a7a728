package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.plan.PlannedObject;
import dev.longshore.worker.seal.SessionSeal;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.SessionSecrets;
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

    /** Where an object belongs: a bundled file below the folder that ApplyUpload gave the manifest, under the path that the manifest knows it by. */
    ObjectAddress address(PlannedObject object) throws StepException {
        String key = switch (object.kind()) {
            case MEDIA -> session.mediaPath();
            case COVER -> session.coverPath();
            case BUNDLED -> session.mediaPath().substring(0, session.mediaPath().lastIndexOf('/') + 1) + object.path();
        };
        if (key == null) {
            throw new StepException(
                    Failure.of(ErrorCode.INTERNAL_ERROR, Remedy.NEW_SESSION, session + " has no path for object " + object.number()));
        }
        return address(key);
    }

    ObjectAddress address(String key) {
        return new ObjectAddress(session.bucket(), session.storageRegion(), key, secrets);
    }

    /**
     * @param object its number in the plan
     * @throws StepException if the session holds no multipart upload of this object
     */
    MultipartUpload upload(int object) throws StepException {
        MultipartUpload upload = session.uploads().get(object);
        if (upload == null) {
            throw new StepException(
                    Failure.of(ErrorCode.INTERNAL_ERROR, Remedy.NEW_SESSION, session + " has no upload of object " + object));
        }
        return upload;
    }

    /** For a session that the ledger won't hear of: nobody else can abort its uploads. */
    void abortQuietly(ObjectStore objects, UploadJob job) {
        boolean interrupted = Thread.interrupted();
        try {
            abortAll(new LeftUploads(objects, this, job));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void abortAll(LeftUploads left) {
        for (MultipartUpload upload : session.uploads().values()) {
            try {
                left.abort(upload);
            } catch (StepException | RuntimeException e) {
                if (upload.initiated()) {
                    log.warn("upload.orphaned session={} {}: {}", session, upload, e.toString());
                } else {
                    log.info("upload.unsought session={} {}: the ledger has it looked for again: {}", session, upload.key(), e.toString());
                }
            }
        }
    }
}
