package dev.longshore.sandbox.cos;

import org.jspecify.annotations.Nullable;

/**
 * What is known about stored bytes.
 *
 * @param etag without quotation marks
 * @param crc64 null when the sandbox runs without checksums
 */
record Sums(long size, String etag, @Nullable Long crc64) {

    String quotedEtag() {
        return '"' + etag + '"';
    }
}
