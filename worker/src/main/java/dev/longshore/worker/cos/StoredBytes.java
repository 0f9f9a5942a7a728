package dev.longshore.worker.cos;

import org.jspecify.annotations.Nullable;

/**
 * COS's receipt for bytes whose checksum was compared.
 *
 * @param etag without quotes
 * @param crc64 CRC-64/XZ of the bytes sent as 16 hex digits
 */
public record StoredBytes(String etag, @Nullable String crc64) {}
