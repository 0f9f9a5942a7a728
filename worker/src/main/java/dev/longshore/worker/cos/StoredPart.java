package dev.longshore.worker.cos;

/**
 * A part that COS holds.
 *
 * @param number from 1
 * @param etag without quotes
 * @param size in bytes; 0 where it is not known or needed
 */
public record StoredPart(int number, String etag, long size) {}
