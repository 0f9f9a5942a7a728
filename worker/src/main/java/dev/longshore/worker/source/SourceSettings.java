package dev.longshore.worker.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where sources may lie.
 *
 * @param roots folders by name; the name is what stands before the colon in {@code name:relative/path}
 * @param inodeInFingerprint whether a file's inode number tells its versions apart. It is the same on every NFS client of one export; turn it off
 *     for mounts that number files by themselves (most FUSE file systems, SMB without server inodes), or no worker could resume another's upload
 * @param openTimeout how long resolving and opening may take; a mount that hangs longer is reported as unreadable
 */
public record SourceSettings(Map<String, Path> roots, boolean inodeInFingerprint, Duration openTimeout) {
    public static final boolean DEFAULT_INODE_IN_FINGERPRINT = true;
    public static final Duration DEFAULT_OPEN_TIMEOUT = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public SourceSettings {
        roots = Map.copyOf(roots);
        roots.forEach((name, path) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a root's name: " + name);
            }
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("root " + name + " must be an absolute path, not " + path);
            }
        });
        if (openTimeout.isNegative() || openTimeout.isZero()) {
            throw new IllegalArgumentException("openTimeout must be positive, not " + openTimeout);
        }
    }

    public static SourceSettings of(Map<String, Path> roots) {
        return new SourceSettings(roots, DEFAULT_INODE_IN_FINGERPRINT, DEFAULT_OPEN_TIMEOUT);
    }
}
