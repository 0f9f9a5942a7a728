package dev.longshore.worker.source;

/**
 * A file as it was when somebody looked at it.
 *
 * @param size in bytes, at least 1
 * @param fingerprint as {@link SourceFile#fingerprint()} gives it
 */
public record SourceVersion(long size, String fingerprint) {}
