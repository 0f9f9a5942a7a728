package dev.longshore.worker.step;

import org.jspecify.annotations.Nullable;

/**
 * What CommitUpload answered, or what a look-up found.
 *
 * @param crc64 CRC-64/XZ of the media file as 16 hex digits, as COS computed it over the whole object
 */
public record CommittedMedia(
        String fileId, String mediaUrl, @Nullable String coverUrl, String requestId, @Nullable String crc64) {}
