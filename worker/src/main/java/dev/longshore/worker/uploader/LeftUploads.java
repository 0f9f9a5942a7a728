package dev.longshore.worker.uploader;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts a session's multipart uploads: those whose ids are known, and those that only COS knows, because an answer was lost or a worker died.
 *
 * <p>The latter are found by their key. VOD makes a new key for each session, so whatever is open under it is that session's; but a job with a
 * {@code mediaStoragePath} of its own has the same key in every session, and then only known ids are aborted.
 */
final class LeftUploads {
    private static final Logger log = LoggerFactory.getLogger(LeftUploads.class);

    private final ObjectStore objects;
    private final OpenSession session;
    private final boolean ownKeys;

    LeftUploads(ObjectStore objects, OpenSession session, UploadJob job) {
        this.objects = objects;
        this.session = session;
        this.ownKeys = job.mediaStoragePath() == null;
    }

    void abort(MultipartUpload upload) throws StepException {
        ObjectAddress address = session.address(upload.key());
        if (upload.initiated()) {
            objects.abort(address, upload.uploadId());
        }
        Optional<List<String>> left = ownKeys ? objects.listUploads(address) : Optional.empty();
        for (String uploadId : left.orElse(List.of())) {
            objects.abort(address, uploadId);
            log.info("upload.swept session={} key={} upload={}", session.session(), upload.key(), uploadId);
        }
        if (left.isEmpty() && !upload.initiated()) {
            log.warn("upload.unknown session={} key={}: if it was initiated, nobody can tell its id", session.session(), upload.key());
        }
    }
}
