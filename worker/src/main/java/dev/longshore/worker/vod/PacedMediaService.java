package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.StepException;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the calls in their turns. One that was refused for its rate, which VOD says before it does anything, is repeated a few times; the last check is
 * passed before each try. A look-up has one turn, however many pages it reads.
 */
public final class PacedMediaService implements MediaService {
    private final MediaService service;
    private final CallLimiter limiter;

    public PacedMediaService(MediaService service, CallLimiter limiter) {
        this.service = service;
        this.limiter = limiter;
    }

    @Override
    public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        return apply(job, types, () -> {});
    }

    @Override
    public <X extends Exception> OpenedSession apply(UploadJob job, MediaTypes types, LastCheck<X> check) throws StepException, X {
        CallLimiter.Call<OpenedSession, StepException, X> call = () -> service.apply(job, types, check);
        return limiter.call(VodAction.APPLY_UPLOAD, job, call);
    }

    @Override
    public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        return commit(job, secrets, () -> {});
    }

    @Override
    public <X extends Exception> CommittedMedia commit(UploadJob job, SessionSecrets secrets, LastCheck<X> check)
            throws StepException, CommitUnknownException, X {
        CallLimiter.Call<CommittedMedia, CommitUnknownException, X> call = () -> service.commit(job, secrets, check);
        return limiter.call(VodAction.COMMIT_UPLOAD, job, call);
    }

    @Override
    public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
        CallLimiter.Call<Optional<CommittedMedia>, StepException, StepException> call = () -> service.find(job, mediaPath, openedAt);
        return limiter.call(VodAction.SEARCH_MEDIA, job, call);
    }
}
