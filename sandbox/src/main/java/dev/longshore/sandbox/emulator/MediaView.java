package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.vod.Media;
import dev.longshore.sandbox.vod.UploadApplication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A media as the inspection shows it.
 *
 * @param path its storage path, beginning with a slash
 * @param crc64 CRC-64/XZ of the media file in unsigned decimal, as COS writes it; null without checksums
 * @param application every field received at ApplyUpload
 */
public record MediaView(
        String fileId,
        String name,
        String bucket,
        String region,
        String path,
        @Nullable String coverPath,
        String mediaUrl,
        @Nullable String coverUrl,
        long size,
        @Nullable String crc64,
        @Nullable String sourceContext,
        UploadApplication application,
        String sessionKey,
        Instant createdAt) {

    static MediaView of(Media media) {
        Long crc = media.crc64();
        var session = media.session();
        return new MediaView(
                media.fileId(),
                media.name(),
                session.place().bucket(),
                session.place().region(),
                session.place().mediaPath(),
                session.place().coverPath(),
                media.mediaUrl(),
                media.coverUrl(),
                media.size(),
                crc == null ? null : Long.toUnsignedString(crc),
                session.application().sourceContext(),
                session.application(),
                session.sessionKey(),
                media.createdAt());
    }
}
