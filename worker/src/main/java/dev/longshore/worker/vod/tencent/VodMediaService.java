package dev.longshore.worker.vod.tencent;

import com.tencentcloudapi.vod.v20180717.models.ApplyUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.CommitUploadResponse;
import com.tencentcloudapi.vod.v20180717.models.TempCertificate;
import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.CredentialSource;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The VOD API by Tencent's SDK. Every call is sent at most once. Close it when the worker ends. */
public final class VodMediaService implements MediaService, AutoCloseable {
    /** Of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final VodCalls calls;
    private final MediaSearch search;

    public VodMediaService(VodSettings settings, CredentialSource credentials) {
        this.calls = new VodCalls(settings, credentials);
        this.search = new MediaSearch(calls);
    }

    @Override
    public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        try {
            return opened(calls.call("ApplyUpload", job, client -> client.ApplyUpload(applyRequest(job, types))), types);
        } catch (VodCallException e) {
            throw e.toStepException();
        }
    }

    private static ApplyUploadRequest applyRequest(UploadJob job, MediaTypes types) {
        ApplyUploadRequest request = new ApplyUploadRequest();
        request.setMediaType(types.media());
        request.setMediaName(types.mediaName());
        request.setCoverType(types.cover());
        request.setSubAppId(job.subAppId());
        request.setProcedure(job.procedure());
        if (job.expireTime() != null) {
            request.setExpireTime(job.expireTime().toInstant().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        request.setStorageRegion(job.storageRegion());
        request.setClassId(job.classId());
        request.setSourceContext(job.sourceContext());
        request.setSessionContext(job.sessionContext());
        request.setExtInfo(job.extInfo());
        if (job.mediaStoragePath() != null) {
            // This version of the SDK has no setter for it.
            request.set("MediaStoragePath", job.mediaStoragePath());
        }
        return request;
    }

    private static OpenedSession opened(ApplyUploadResponse answer, MediaTypes types) throws VodCallException {
        TempCertificate certificate = present("TempCertificate", answer.getTempCertificate());
        SessionSecrets secrets = new SessionSecrets(
                present("VodSessionKey", answer.getVodSessionKey()),
                present("SecretId", certificate.getSecretId()),
                present("SecretKey", certificate.getSecretKey()),
                present("Token", certificate.getToken()));
        String cover = types.cover() == null ? null : key(present("CoverStoragePath", answer.getCoverStoragePath()));
        return new OpenedSession(
                present("StorageBucket", answer.getStorageBucket()),
                present("StorageRegion", answer.getStorageRegion()),
                key(present("MediaStoragePath", answer.getMediaStoragePath())),
                cover,
                time("ExpiredTime", present("ExpiredTime", certificate.getExpiredTime())),
                secrets,
                Objects.requireNonNullElse(answer.getRequestId(), ""));
    }

    @Override
    public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        CommitUploadRequest request = new CommitUploadRequest();
        request.setVodSessionKey(secrets.sessionKey());
        request.setSubAppId(job.subAppId());
        try {
            CommitUploadResponse answer = calls.call("CommitUpload", job, client -> client.CommitUpload(request));
            String fileId = present("FileId", answer.getFileId());
            return new CommittedMedia(
                    fileId,
                    Objects.requireNonNullElse(answer.getMediaUrl(), ""),
                    answer.getCoverUrl(),
                    Objects.requireNonNullElse(answer.getRequestId(), ""),
                    null);
        } catch (VodCallException e) {
            if (e.withoutEffect()) {
                throw e.toStepException();
            }
            throw new CommitUnknownException(e.failure(), e);
        }
    }

    @Override
    public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
        try {
            return search.find(job, mediaPath, openedAt);
        } catch (VodCallException e) {
            throw e.toStepException();
        }
    }

    private static <T> T present(String name, @Nullable T value) throws VodCallException {
        if (value == null || "".equals(value)) {
            throw VodErrors.unanswered("VOD's answer", "has no " + name, false, new NullPointerException(name));
        }
        return value;
    }

    private static Instant time(String name, long epochSecond) throws VodCallException {
        if (epochSecond < 0 || epochSecond > LAST_SECOND) {
            throw VodErrors.unanswered("VOD's answer", "has no time as " + name + " but " + epochSecond, false,
                    new DateTimeException(name));
        }
        return Instant.ofEpochSecond(epochSecond);
    }

    private static String key(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    @Override
    public void close() {
        calls.close();
    }
}
