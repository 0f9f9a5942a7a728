package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.StepException;
import java.util.List;

/** Makes the calls in their turns, and repeats one that was refused for its rate. Thread-safe. */
public final class PacedManifestService implements ManifestService {
    private final ManifestService service;
    private final CallLimiter limiter;

    public PacedManifestService(ManifestService service, CallLimiter limiter) {
        this.service = service;
        this.limiter = limiter;
    }

    @Override
    public List<String> parse(UploadJob job, String type, String content) throws StepException {
        CallLimiter.Call<List<String>, StepException, StepException> call = () -> service.parse(job, type, content);
        return limiter.call(VodAction.PARSE_STREAMING_MANIFEST, job, call);
    }
}
