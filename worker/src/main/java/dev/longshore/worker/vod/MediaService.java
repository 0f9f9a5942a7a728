package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.StepException;
import java.time.Instant;
import java.util.Optional;

/**
 * ApplyUpload, CommitUpload and the look-up that settles a commit whose answer was lost.
 *
 * <p>Duties of every implementation: a call is sent at most once (no silent re-send, in particular of CommitUpload), unless VOD refused it for its rate; it ends within its
 * time-outs; every refusal and I/O error becomes a {@link StepException} whose failure keeps the service's code, message and request id.
 */
public interface MediaService {

    /**
     * Opens an upload session. Not idempotent: each call opens another session, of which the ledger lets one be committed.
     *
     * @param types the media's type and, if there is a cover, the cover's
     */
    OpenedSession apply(UploadJob job, MediaTypes types) throws StepException;

    /**
     * The same for a caller who may lose the right to it while the call waits for its turn.
     *
     * @param check passed right before the request is sent
     */
    default <X extends Exception> OpenedSession apply(UploadJob job, MediaTypes types, LastCheck<X> check) throws StepException, X {
        check.pass();
        return apply(job, types);
    }

    /**
     * Turns the stored objects of a session into a media.
     *
     * @throws CommitUnknownException if the call may or may not have taken effect, or the service refused a repeat in a way that leaves it open;
     *     call {@link #find} before deciding
     */
    CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException;

    /**
     * The same for a caller who may lose the right to it while the call waits for its turn.
     *
     * @param check passed right before the request is sent; an implementation that waits, waits before it
     */
    default <X extends Exception> CommittedMedia commit(UploadJob job, SessionSecrets secrets, LastCheck<X> check)
            throws StepException, CommitUnknownException, X {
        check.pass();
        return commit(job, secrets);
    }

    /**
     * The media that was committed from the session with this storage path, if there is one. Idempotent.
     *
     * <p>The service's index may lag behind a commit: while the commit is young, nothing found is no proof that it had no effect. A look-up that fails
     * proves nothing at any time.
     *
     * @param mediaPath as ApplyUpload gave it, without a leading slash
     * @param openedAt when the session was opened; bounds the search
     */
    Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException;
}
