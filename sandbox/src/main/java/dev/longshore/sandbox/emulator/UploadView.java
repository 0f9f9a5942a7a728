package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.cos.ObjectStore;
import java.time.Instant;

/** An open multipart upload as the inspection shows it. */
public record UploadView(String uploadId, String bucket, String key, Instant initiated, int parts, long bytes) {

    static UploadView of(ObjectStore.OpenUpload upload) {
        return new UploadView(upload.uploadId(), upload.key().bucket(), upload.key().key(), upload.initiated(),
                upload.parts(), upload.bytes());
    }
}
