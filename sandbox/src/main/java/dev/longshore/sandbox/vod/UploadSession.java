package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.cos.Credential;
import dev.longshore.sandbox.cos.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one ApplyUpload granted. It makes at most one media. */
public final class UploadSession {

    /** The names a session goes by and what its certificate is made of. */
    record Secrets(String sessionKey, String secretId, String secretKey, String token) {}

    /** Where the session's files go; paths begin with a slash. */
    public record Place(String bucket, String region, String mediaPath, @Nullable String coverPath) {

        ObjectKey media() {
            return ObjectKey.of(bucket, mediaPath);
        }

        @Nullable ObjectKey cover() {
            return coverPath == null ? null : ObjectKey.of(bucket, coverPath);
        }
    }

    private final String fileId;
    private final UploadApplication application;
    private final Place place;
    private final Secrets secrets;
    private final Instant createdAt;
    private final Instant expiresAt;
    private @Nullable Media media;

    UploadSession(
            String fileId, UploadApplication application, Place place, Secrets secrets, Instant createdAt,
            Instant expiresAt) {
        this.fileId = fileId;
        this.application = application;
        this.place = place;
        this.secrets = secrets;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public String fileId() {
        return fileId;
    }

    public UploadApplication application() {
        return application;
    }

    public Place place() {
        return place;
    }

    public String sessionKey() {
        return secrets.sessionKey();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The media, once committed. */
    public synchronized @Nullable Media media() {
        return media;
    }

    synchronized void become(Media made) {
        if (media != null) {
            throw new IllegalStateException("session of " + fileId + " has made its media before");
        }
        media = made;
    }

    /** What nobody but the session's owner may ever see, for tests that look for it elsewhere: session key, then the certificate's three texts. */
    public List<String> secretTexts() {
        return List.of(secrets.sessionKey(), secrets.secretId(), secrets.secretKey(), secrets.token());
    }

    Secrets secrets() {
        return secrets;
    }

    /**
     * Which keys the certificate covers: the media and the cover, and for a manifest everything beside and below it, because
     * its segments are uploaded with the same certificate.
     */
    Predicate<ObjectKey> scope() {
        ObjectKey media = place.media();
        ObjectKey cover = place.cover();
        if (!MediaTypes.isManifest(application.mediaType())) {
            return key -> key.equals(media) || key.equals(cover);
        }
        String folder = media.key().substring(0, media.key().lastIndexOf('/') + 1);
        return key -> key.bucket().equals(media.bucket()) && key.key().startsWith(folder) && !key.key().contains("../");
    }

    Credential credential(VodSettings settings) {
        return new Credential(
                secrets.secretKey(), secrets.token(), new Credential.Expiry(expiresAt, settings.expiredCertificate()), place.region(),
                new Credential.Scope(settings.certificateOperations(), scope()));
    }

    @Override
    public String toString() {
        return "UploadSession[" + fileId + "]";
    }
}
