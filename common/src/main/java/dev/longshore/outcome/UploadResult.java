package dev.longshore.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The media exists in VOD.
 *
 * @param jobId the job's id
 * @param fileId VOD's id of the media
 * @param mediaUrl where VOD serves it
 * @param coverUrl where VOD serves the cover, if one was uploaded
 * @param requestId the id of the CommitUpload call that answered, or of the look-up that found the media
 * @param size bytes of the media file; of a bundle, its manifest's
 * @param crc64 CRC-64/XZ of the media file as 16 hex digits, equal to what COS computed; absent if COS gave none
 * @param run 1, and one more each time the job was published again after a failure
 * @param attempts tries that this run took, at least 1
 * @param bytesSent bytes sent to COS for this job in this run; parts and files that a lost worker had under way count in full, for
 *        nobody knows how far they came
 * @param bytesSentAgain the part of {@code bytesSent} that went beyond the sizes of media and cover: sent more than once. An estimate
 *        where a worker was lost: mostly too high, but tries that failed just before aren't in it
 * @param repeat whether this repeats an outcome already published, because the job was published again
 * @param submittedAt time stamp of the published job
 * @param completedAt when the outcome was recorded
 * @param timings where the time went
 * @param sourceContext the job's own, unchanged
 * @param sessionContext the job's own, unchanged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadResult(
        String jobId,
        String fileId,
        String mediaUrl,
        @Nullable String coverUrl,
        String requestId,
        long size,
        @Nullable String crc64,
        int run,
        int attempts,
        long bytesSent,
        long bytesSentAgain,
        boolean repeat,
        Instant submittedAt,
        Instant completedAt,
        Timings timings,
        @Nullable String sourceContext,
        @Nullable String sessionContext) {

    /** The same outcome, marked as a repeat. */
    public UploadResult asRepeat() {
        return new UploadResult(jobId, fileId, mediaUrl, coverUrl, requestId, size, crc64, run, attempts, bytesSent, bytesSentAgain,
                true, submittedAt, completedAt, timings, sourceContext, sessionContext);
    }
}
