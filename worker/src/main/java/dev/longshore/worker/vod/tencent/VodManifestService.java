package dev.longshore.worker.vod.tencent;

import com.tencentcloudapi.vod.v20180717.models.ParseStreamingManifestRequest;
import com.tencentcloudapi.vod.v20180717.models.ParseStreamingManifestResponse;
import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.CredentialSource;
import dev.longshore.worker.vod.ManifestService;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** ParseStreamingManifest by Tencent's SDK. Close it when the worker ends. */
public final class VodManifestService implements ManifestService, AutoCloseable {
    private final VodCalls calls;

    public VodManifestService(VodSettings settings, CredentialSource credentials) {
        this.calls = new VodCalls(settings, credentials);
    }

    @Override
    public List<String> parse(UploadJob job, String type, String content) throws StepException {
        ParseStreamingManifestRequest request = new ParseStreamingManifestRequest();
        request.setManifestType(type);
        request.setMediaManifestContent(content);
        try {
            ParseStreamingManifestResponse answer =
                    calls.call("ParseStreamingManifest", job, client -> client.ParseStreamingManifest(request));
            String[] segments = Objects.requireNonNullElse(answer.getMediaSegmentSet(), new String[0]);
            return Arrays.stream(segments).filter(Objects::nonNull).toList();
        } catch (VodCallException e) {
            throw e.toStepException();
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
