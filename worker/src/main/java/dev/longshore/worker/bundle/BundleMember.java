package dev.longshore.worker.bundle;

import dev.longshore.worker.source.SourceVersion;

/**
 * A file of a bundle.
 *
 * @param path below the manifest's folder, {@code /} between names
 * @param source as {@link dev.longshore.worker.source.SourceStorage#open} takes it
 * @param version as it was when the bundle was read
 */
public record BundleMember(String path, String source, SourceVersion version) {}
