package dev.longshore.worker.vod;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ApplyUpload answered.
 *
 * @param mediaPath without a leading slash
 * @param coverPath without a leading slash; absent without a cover
 * @param expiresAt when the temporary certificate expires
 */
public record OpenedSession(
        String bucket,
        String storageRegion,
        String mediaPath,
        @Nullable String coverPath,
        Instant expiresAt,
        SessionSecrets secrets,
        String requestId) {}
