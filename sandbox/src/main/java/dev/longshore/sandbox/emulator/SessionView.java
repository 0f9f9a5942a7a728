package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.vod.UploadApplication;
import dev.longshore.sandbox.vod.UploadSession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An upload session as the inspection shows it, without its certificate. */
public record SessionView(
        String sessionKey,
        String fileId,
        boolean committed,
        String bucket,
        String region,
        String mediaPath,
        @Nullable String coverPath,
        UploadApplication application,
        Instant createdAt,
        Instant expiresAt) {

    static SessionView of(UploadSession session) {
        return new SessionView(
                session.sessionKey(),
                session.fileId(),
                session.media() != null,
                session.place().bucket(),
                session.place().region(),
                session.place().mediaPath(),
                session.place().coverPath(),
                session.application(),
                session.createdAt(),
                session.expiresAt());
    }
}
