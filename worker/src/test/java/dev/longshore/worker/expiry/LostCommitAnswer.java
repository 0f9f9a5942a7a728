package dev.longshore.worker.expiry;

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
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A service whose first CommitUpload takes effect while its answer is lost on the way. */
final class LostCommitAnswer implements MediaService {
    private final MediaService service;
    private final AtomicBoolean lost = new AtomicBoolean();

    LostCommitAnswer(MediaService service) {
        this.service = service;
    }

    @Override
    public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        return service.apply(job, types);
    }

    @Override
    public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        CommittedMedia media = service.commit(job, secrets);
        if (lost.getAndSet(true)) {
            return media;
        }
        Failure failure = Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "CommitUpload: the connection broke");
        throw new CommitUnknownException(failure, new IOException("broken"));
    }

    @Override
    public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
        return service.find(job, mediaPath, openedAt);
    }
}
