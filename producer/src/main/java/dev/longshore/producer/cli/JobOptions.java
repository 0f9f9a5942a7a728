package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The attributes of a job, one option each, named as in the job. */
final class JobOptions {
    @Option(names = "--media-type", paramLabel = "TYPE", description = "VOD's media type, such as mp4; else the file's extension.")
    private @Nullable String mediaType;

    @Option(names = "--media-name", paramLabel = "NAME", description = "The name shown in VOD; else the file's name.")
    private @Nullable String mediaName;

    @Option(names = {"--cover", "--cover-file-path"}, paramLabel = "FILE",
            description = "A cover image, as an absolute path or root:relative/path.")
    private @Nullable String coverFilePath;

    @Option(names = "--cover-type", paramLabel = "TYPE", description = "The cover's image type, such as jpg; else its extension.")
    private @Nullable String coverType;

    @Option(names = "--procedure", paramLabel = "NAME", description = "The task flow that VOD starts after the upload.")
    private @Nullable String procedure;

    @Option(names = "--expire-time", paramLabel = "TIME", description = "When VOD deletes the media, such as 2030-01-31T12:00:00Z.")
    private @Nullable OffsetDateTime expireTime;

    @Option(names = "--class-id", paramLabel = "ID", description = "VOD's class of the media.")
    private @Nullable Long classId;

    @Option(names = "--source-context", paramLabel = "TEXT", description = "Passed through and echoed, at most 250 characters.")
    private @Nullable String sourceContext;

    @Option(names = "--session-context", paramLabel = "TEXT", description = "Passed through and echoed, at most 1000 characters.")
    private @Nullable String sessionContext;

    @Option(names = "--sub-app-id", paramLabel = "ID", description = "VOD's sub-application.")
    private @Nullable Long subAppId;

    @Option(names = "--storage-region", paramLabel = "REGION", description = "The region that stores the media, such as ap-chongqing.")
    private @Nullable String storageRegion;

    @Option(names = "--media-storage-path", paramLabel = "PATH",
            description = "Where the media is stored, in VOD's \"FileID + Path\" mode.")
    private @Nullable String mediaStoragePath;

    @Option(names = "--ext-info", paramLabel = "TEXT", description = "VOD's extension field.")
    private @Nullable String extInfo;

    @Option(names = "--region", paramLabel = "REGION",
            description = "The VOD access region, such as ap-guangzhou; else the workers' default.")
    private @Nullable String region;

    @Option(names = "--concurrent-upload-number", paramLabel = "N",
            description = "Parts in flight for this job, 1 to 256; else the workers' default.")
    private @Nullable Integer concurrentUploadNumber;

    @Option(names = "--bandwidth-limit", paramLabel = "BYTES",
            description = "Most bytes a second for this job, 65536 to 1099511627776; else none.")
    private @Nullable Long bandwidthLimit;

    @Option(names = "--credentials", paramLabel = "PROFILE", description = "The name of a credential profile that the workers hold.")
    private @Nullable String credentials;

    @Option(names = "--deadline", paramLabel = "TIME",
            description = "A job that has not ended by then fails, such as 2030-01-31T12:00:00Z.")
    private @Nullable OffsetDateTime deadline;

    @Option(names = "--not-before", paramLabel = "TIME", description = "The job waits until then, at most 30 days.")
    private @Nullable OffsetDateTime notBefore;

    UploadJob job(String jobId, String mediaFilePath) {
        return UploadJob.builder(jobId, mediaFilePath)
                .mediaType(mediaType)
                .mediaName(mediaName)
                .coverFilePath(coverFilePath == null ? null : Sources.sharedPath(coverFilePath))
                .coverType(coverType)
                .procedure(procedure)
                .expireTime(expireTime)
                .classId(classId)
                .sourceContext(sourceContext)
                .sessionContext(sessionContext)
                .subAppId(subAppId)
                .storageRegion(storageRegion)
                .mediaStoragePath(mediaStoragePath)
                .extInfo(extInfo)
                .region(region)
                .concurrentUploadNumber(concurrentUploadNumber)
                .bandwidthLimit(bandwidthLimit)
                .credentials(credentials)
                .deadline(deadline)
                .notBefore(notBefore)
                .build();
    }

    /** Whether any was given. */
    boolean given() {
        return !job("a", "/a").equals(UploadJob.of("a", "/a"));
    }
}
