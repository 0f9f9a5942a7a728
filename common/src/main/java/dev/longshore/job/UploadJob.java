package dev.longshore.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A request to upload one media file, and perhaps its cover, from shared storage into VOD.
 *
 * <p>Lengths are counted in characters. {@link JobRules} holds the limits; a job read by {@code JobCodec} obeys them.
 *
 * @param jobId the publisher's name for this job, 1 to 128 visible ASCII characters; the same id with the same content is the same job
 * @param mediaFilePath the file on shared storage: an absolute path, or {@code root:relative/path} with the name of a root that the workers know
 * @param mediaType VOD's media type, such as {@code mp4}; taken from the file's extension when absent
 * @param mediaName the name shown in VOD; the file's name when absent
 * @param coverFilePath a cover image, in the same form as {@code mediaFilePath}
 * @param coverType the cover's image type, such as {@code jpg}; taken from the file's extension when absent
 * @param procedure the task flow that VOD starts after the upload
 * @param expireTime when VOD deletes the media
 * @param classId VOD's class of the media
 * @param sourceContext passed through to VOD and echoed in outcomes, at most 250 characters
 * @param sessionContext passed through to VOD and echoed in outcomes, at most 1000 characters
 * @param subAppId VOD's sub-application; 64 bit
 * @param storageRegion the region that stores the media, such as {@code ap-chongqing}
 * @param mediaStoragePath where the media is stored, for applications in VOD's "FileID + Path" mode
 * @param extInfo VOD's extension field, passed through
 * @param region the VOD access region that the API calls name; the workers' default when absent
 * @param concurrentUploadNumber units (parts or files) in flight for this job across all workers, 1 to 256; the workers' default when absent
 * @param bandwidthLimit most body bytes a second that are sent for this job, by all workers together, {@link JobRules#MIN_BANDWIDTH_LIMIT} to
 *     {@link JobRules#MAX_BANDWIDTH_LIMIT}; none when absent. Such a job is carried by one worker at a time
 * @param credentials the name of a credential profile that the workers hold; {@code default} when absent; never a secret
 * @param deadline a job that hasn't ended by then fails with {@code Job.DeadlineExceeded}; a commit under way then still decides
 * @param notBefore the job waits until then; before {@code deadline}, and at most {@link JobRules#MAX_AHEAD} ahead when it is published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"jobId", "mediaFilePath"})
public record UploadJob(
        String jobId,
        String mediaFilePath,
        @Nullable String mediaType,
        @Nullable String mediaName,
        @Nullable String coverFilePath,
        @Nullable String coverType,
        @Nullable String procedure,
        @Nullable OffsetDateTime expireTime,
        @Nullable Long classId,
        @Nullable String sourceContext,
        @Nullable String sessionContext,
        @Nullable Long subAppId,
        @Nullable String storageRegion,
        @Nullable String mediaStoragePath,
        @Nullable String extInfo,
        @Nullable String region,
        @Nullable Integer concurrentUploadNumber,
        @Nullable Long bandwidthLimit,
        @Nullable String credentials,
        @Nullable OffsetDateTime deadline,
        @Nullable OffsetDateTime notBefore)
        implements JobRequest {

    /** A job for {@code mediaFilePath} with every option left to its default. */
    public static UploadJob of(String jobId, String mediaFilePath) {
        return builder(jobId, mediaFilePath).build();
    }

    public static UploadJobBuilder builder(String jobId, String mediaFilePath) {
        return new UploadJobBuilder(jobId, mediaFilePath);
    }
}
