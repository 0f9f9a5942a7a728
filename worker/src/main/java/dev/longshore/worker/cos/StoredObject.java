package dev.longshore.worker.cos;

import org.jspecify.annotations.Nullable;

/**
 * An object that COS holds.
 *
 * @param size in bytes; -1 if COS's answer doesn't tell
 * @param crc64 CRC-64/XZ of the whole object as 16 hex digits, if COS told
 */
public record StoredObject(long size, String etag, @Nullable String crc64) {}
