package dev.longshore.worker.manifest;

/**
 * A file that a manifest names.
 *
 * @param path decoded and normalised, relative to the manifest's folder, {@code /} between names
 * @param line the line of the manifest, from 1
 * @param kind whether it names files in its turn
 */
public record Reference(String path, int line, Kind kind) {
    /** Of a path in UTF-8, as COS has it for a key ("at most 850 bytes", naming conventions of objects). */
    public static final int PATH_MOST_BYTES = 850;

    /** What a reference is to. */
    public enum Kind {
        FILE,
        /** A file that is one of the bundle if it is there: the manifest leaves open whether it was made. */
        OPTIONAL,
        MANIFEST
    }
}
