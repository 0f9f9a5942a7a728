package dev.longshore.worker.simulation;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.time.Instant;
import java.util.Optional;

/** A planted bug: takes a commit whose answer was lost for one that failed. */
final class Doubtless implements MediaService {
    private final MediaService real;

    Doubtless(MediaService real) {
        this.real = real;
    }

    @Override
    public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        return real.apply(job, types);
    }

    @Override
    public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        try {
            return real.commit(job, secrets);
        } catch (CommitUnknownException e) {
            throw new StepException(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.NEW_SESSION, "no answer"), e);
        }
    }

    @Override
    public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) {
        return Optional.empty();
    }
}
