package dev.longshore.worker.plan;

/**
 * A file that goes up with a manifest.
 *
 * @param path where it lies below the manifest's folder, {@code /} between names
 * @param bytes its size
 */
public record BundledFile(String path, long bytes) {}
