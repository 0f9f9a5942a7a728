package dev.longshore.job;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Collects the options of an {@link UploadJob}; whatever is not set stays absent. {@link #build()} does not check: {@link JobRules} does. */
public final class UploadJobBuilder {
    private final String jobId;
    private final String mediaFilePath;
    private @Nullable String mediaType;
    private @Nullable String mediaName;
    private @Nullable String coverFilePath;
    private @Nullable String coverType;
    private @Nullable String procedure;
    private @Nullable OffsetDateTime expireTime;
    private @Nullable Long classId;
    private @Nullable String sourceContext;
    private @Nullable String sessionContext;
    private @Nullable Long subAppId;
    private @Nullable String storageRegion;
    private @Nullable String mediaStoragePath;
    private @Nullable String extInfo;
    private @Nullable String region;
    private @Nullable Integer concurrentUploadNumber;
    private @Nullable Long bandwidthLimit;
    private @Nullable String credentials;
    private @Nullable OffsetDateTime deadline;
    private @Nullable OffsetDateTime notBefore;

    UploadJobBuilder(String jobId, String mediaFilePath) {
        this.jobId = jobId;
        this.mediaFilePath = mediaFilePath;
    }

    public UploadJobBuilder mediaType(@Nullable String mediaType) {
        this.mediaType = mediaType;
        return this;
    }

    public UploadJobBuilder mediaName(@Nullable String mediaName) {
        this.mediaName = mediaName;
        return this;
    }

    public UploadJobBuilder coverFilePath(@Nullable String coverFilePath) {
        this.coverFilePath = coverFilePath;
        return this;
    }

    public UploadJobBuilder coverType(@Nullable String coverType) {
        this.coverType = coverType;
        return this;
    }

    public UploadJobBuilder procedure(@Nullable String procedure) {
        this.procedure = procedure;
        return this;
    }

    public UploadJobBuilder expireTime(@Nullable OffsetDateTime expireTime) {
        this.expireTime = expireTime;
        return this;
    }

    public UploadJobBuilder classId(@Nullable Long classId) {
        this.classId = classId;
        return this;
    }

    public UploadJobBuilder sourceContext(@Nullable String sourceContext) {
        this.sourceContext = sourceContext;
        return this;
    }

    public UploadJobBuilder sessionContext(@Nullable String sessionContext) {
        this.sessionContext = sessionContext;
        return this;
    }

    public UploadJobBuilder subAppId(@Nullable Long subAppId) {
        this.subAppId = subAppId;
        return this;
    }

    public UploadJobBuilder storageRegion(@Nullable String storageRegion) {
        this.storageRegion = storageRegion;
        return this;
    }

    public UploadJobBuilder mediaStoragePath(@Nullable String mediaStoragePath) {
        this.mediaStoragePath = mediaStoragePath;
        return this;
    }

    public UploadJobBuilder extInfo(@Nullable String extInfo) {
        this.extInfo = extInfo;
        return this;
    }

    public UploadJobBuilder region(@Nullable String region) {
        this.region = region;
        return this;
    }

    public UploadJobBuilder concurrentUploadNumber(@Nullable Integer concurrentUploadNumber) {
        this.concurrentUploadNumber = concurrentUploadNumber;
        return this;
    }

    /** @param bandwidthLimit bytes a second */
    public UploadJobBuilder bandwidthLimit(@Nullable Long bandwidthLimit) {
        this.bandwidthLimit = bandwidthLimit;
        return this;
    }

    public UploadJobBuilder credentials(@Nullable String credentials) {
        this.credentials = credentials;
        return this;
    }

    public UploadJobBuilder deadline(@Nullable OffsetDateTime deadline) {
        this.deadline = deadline;
        return this;
    }

    public UploadJobBuilder notBefore(@Nullable OffsetDateTime notBefore) {
        this.notBefore = notBefore;
        return this;
    }

    public UploadJob build() {
        return new UploadJob(jobId, mediaFilePath, mediaType, mediaName, coverFilePath, coverType, procedure, expireTime, classId,
                sourceContext, sessionContext, subAppId, storageRegion, mediaStoragePath, extInfo, region, concurrentUploadNumber,
                bandwidthLimit, credentials, deadline, notBefore);
    }
}
