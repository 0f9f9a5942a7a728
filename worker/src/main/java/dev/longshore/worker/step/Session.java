package dev.longshore.worker.step;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An upload session of VOD as it may be stored and sent: what identifies it is readable, what opens it is sealed.
 *
 * @param id made by the worker that opened the session; not VOD's key
 * @param bucket COS bucket with its appid suffix
 * @param storageRegion COS region
 * @param mediaPath object key of the media, without a leading slash
 * @param coverPath object key of the cover, without a leading slash
 * @param uploads the multipart uploads by object number, for the objects that go up in parts
 * @param expiresAt when the temporary certificate expires
 * @param openedAt when ApplyUpload answered
 * @param sealed VodSessionKey and certificate, sealed
 */
public record Session(
        String id,
        String bucket,
        String storageRegion,
        String mediaPath,
        @Nullable String coverPath,
        Map<Integer, MultipartUpload> uploads,
        Instant expiresAt,
        Instant openedAt,
        SealedText sealed) {
    public Session {
        uploads = Map.copyOf(uploads);
    }

    /** Whether some of its multipart uploads may not have been initiated yet: such a session is never a job's own. */
    public boolean announced() {
        return uploads.values().stream().anyMatch(upload -> !upload.initiated());
    }

    @Override
    public String toString() {
        return "Session[" + id + ", " + bucket + "/" + mediaPath + "]";
    }
}
