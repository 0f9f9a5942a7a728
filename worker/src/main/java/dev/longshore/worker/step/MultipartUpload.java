package dev.longshore.worker.step;

/**
 * A multipart upload that was initiated at COS.
 *
 * @param key the object's, without a leading slash
 * @param uploadId COS's UploadId
 */
public record MultipartUpload(String key, String uploadId) {}
