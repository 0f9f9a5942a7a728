package dev.longshore.gateway.state;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.JobFollower;
import dev.longshore.wire.JobCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was published: what is shown of it, and where its record lies.
 *
 * @param digest of its content: the same job has the same
 */
public record Published(
        String jobId,
        String mediaFilePath,
        @Nullable String mediaName,
        String digest,
        TopicPartition partition,
        long offset,
        Instant publishedAt) {
    private static final int DIGEST_BYTES = 16;

    public static Published of(UploadJob job, TopicPartition partition, long offset, Instant publishedAt) {
        return new Published(job.jobId(), job.mediaFilePath(), job.mediaName(), digest(job), partition, offset, publishedAt);
    }

    static Published of(JobFollower.Entry entry) {
        return of(entry.job(), entry.partition(), entry.offset(), entry.publishedAt());
    }

    /** Of the job in its one written form, so that spaces and order of fields are no difference. */
    public static String digest(UploadJob job) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(JobCodec.write(job));
            return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
