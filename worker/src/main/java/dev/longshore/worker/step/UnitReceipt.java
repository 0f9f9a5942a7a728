package dev.longshore.worker.step;

import org.jspecify.annotations.Nullable;

/**
 * COS confirmed one unit, and its checksum matched the bytes sent.
 *
 * @param unit index in the plan
 * @param bytes its size
 * @param etag COS's ETag without quotes; needed to complete a multipart upload
 * @param crc64 CRC-64/XZ of the bytes sent as 16 hex digits
 */
public record UnitReceipt(int unit, long bytes, String etag, @Nullable String crc64) {}
