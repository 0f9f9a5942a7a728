package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.StepException;
import java.util.List;

/** ParseStreamingManifest: asks VOD which files a manifest names. Idempotent; every refusal and I/O error becomes a {@link StepException}. */
@FunctionalInterface
public interface ManifestService {
    /**
     * @param job whose key and region the call is made with
     * @param type {@code m3u8} or {@code mpd}
     * @return the files as VOD wrote them, in its order; not to be trusted
     */
    List<String> parse(UploadJob job, String type, String content) throws StepException;
}
