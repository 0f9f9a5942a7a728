package dev.longshore.worker.simulation;

import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.Session;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Multipart uploads, and who could have aborted them. */
final class Orphans {
    /** How often the ledger has an abort tried. */
    private static final int MOST_ABORTS = 5;

    private final Map<String, Known> uploads = new HashMap<>();

    private static final class Known {
        private final Host by;
        private boolean told;
        private @Nullable Session session;
        private int failedAborts;

        Known(Host by) {
            this.by = by;
        }
    }

    void initiated(String uploadId, Host by) {
        uploads.put(uploadId, new Known(by));
    }

    void told(String uploadId) {
        known(uploadId).told = true;
    }

    /** The ledger hears of it, or will. */
    void reported(Session session) {
        session.uploads()
                .values()
                .stream()
                .filter(MultipartUpload::initiated)
                .forEach(upload -> known(upload.uploadId()).session = session);
    }

    /** @param forGood the certificate was said to have expired, so that nobody will ever be permitted to */
    void abortFailed(String uploadId, boolean forGood) {
        known(uploadId).failedAborts += forGood ? MOST_ABORTS : 1;
    }

    private Known known(String uploadId) {
        Known known = uploads.get(uploadId);
        if (known == null) {
            throw new IllegalStateException("nobody initiated " + uploadId);
        }
        return known;
    }

    /** An upload may be left if nobody alive knows of it, its certificate has expired, or it was tried to abort it until the ledger gave up. */
    boolean excused(String uploadId, Instant now) {
        Known known = known(uploadId);
        if (known.session != null) {
            return known.failedAborts >= MOST_ABORTS || !now.isBefore(known.session.expiresAt());
        }
        return !known.told || known.by.dead || known.failedAborts > 0;
    }
}
