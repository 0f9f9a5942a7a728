package dev.longshore.worker.step;

/**
 * A multipart upload at COS.
 *
 * @param key the object's, without a leading slash
 * @param uploadId COS's UploadId; empty while the upload is only announced: whoever must abort it finds it by its key
 */
public record MultipartUpload(String key, String uploadId) {
    /** One that is about to be initiated. */
    public static MultipartUpload announced(String key) {
        return new MultipartUpload(key, "");
    }

    /** Whether it was initiated, as far as its holder knows. */
    public boolean initiated() {
        return !uploadId.isEmpty();
    }
}
