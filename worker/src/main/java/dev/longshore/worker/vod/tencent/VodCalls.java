package dev.longshore.worker.vod.tencent;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.vod.v20180717.VodClient;
import dev.longshore.job.UploadJob;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one call with a job's credentials in its region, and gives every way it can fail a name. */
final class VodCalls implements AutoCloseable {
    private final VodSettings settings;
    private final CredentialSource credentials;
    private final VodClients clients;

    VodCalls(VodSettings settings, CredentialSource credentials) {
        this.settings = settings;
        this.credentials = credentials;
        this.clients = new VodClients(settings);
    }

    @FunctionalInterface
    interface Call<T> {
        @Nullable T on(VodClient client) throws TencentCloudSDKException;
    }

    /** @throws StepException if the job's credential profile is unknown */
    <T> T call(String action, UploadJob job, Call<T> call) throws VodCallException, StepException {
        String region = Objects.requireNonNullElse(job.region(), settings.defaultRegion());
        String profile = Objects.requireNonNullElse(job.credentials(), CredentialSource.DEFAULT_PROFILE);
        Credential credential = credentials.forProfile(job.credentials());
        VodClient client = clients.client(profile, region, credential);
        String what = action + " in " + region;
        T answer;
        try {
            answer = call.on(client);
        } catch (TencentCloudSDKException e) {
            throw failure(what, e);
        } catch (RuntimeException e) {
            // What the SDK throws at an empty answer, at one that is no JSON, and at JSON of another shape.
            throw VodErrors.unanswered(what, "VOD's answer can't be read: " + e, false, e);
        }
        if (answer == null) {
            throw VodErrors.unanswered(what, "VOD's answer is empty", false, new NullPointerException("no response"));
        }
        return answer;
    }

    private static VodCallException failure(String what, TencentCloudSDKException e) {
        if (e.getErrorCode() != null && !e.getErrorCode().isEmpty()) {
            return VodErrors.refused(what, new Answered(e.getErrorCode(), e.getMessage(), e.getRequestId()), e);
        }
        return switch (e.getCause()) {
            case StatusException status -> VodErrors.unanswered(what, "no answer from VOD but " + status.getMessage(), false, e);
            case ConnectException unreached -> unreached(what, unreached);
            case NoRouteToHostException unreached -> unreached(what, unreached);
            case UnknownHostException unreached -> unreached(what, unreached);
            case IOException broken -> VodErrors.unanswered(what, "no answer from VOD: " + broken, false, e);
            case null, default -> VodErrors.unanswered(what, "VOD's answer can't be read: " + e.getMessage(), false, e);
        };
    }

    /** The request never left. */
    private static VodCallException unreached(String what, IOException e) {
        return VodErrors.unanswered(what, "VOD could not be reached: " + e, true, e);
    }

    @Override
    public void close() {
        clients.close();
    }
}
