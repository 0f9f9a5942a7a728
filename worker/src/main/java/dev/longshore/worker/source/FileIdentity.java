package dev.longshore.worker.source;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which file, and which version of it.
 *
 * @param key the file system's key, good within this process; absent where the file system has none
 */
record FileIdentity(long size, Instant modified, @Nullable Object key) {

    /** How the JDK prints the key on Unix; the device number before it differs between machines that mount the same storage. */
    private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

    static FileIdentity of(BasicFileAttributes attributes) {
        return new FileIdentity(attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
    }

    boolean isSameFileAs(FileIdentity other) {
        return Objects.equals(key, other.key);
    }

    /** {@code size:seconds.nanoseconds:inode}, with {@code -} where there is no inode or it is not to be used. */
    String fingerprint(boolean inode) {
        return "%d:%d.%09d:%s".formatted(size, modified.getEpochSecond(), modified.getNano(), inode ? inodeNumber() : "-");
    }

    private String inodeNumber() {
        Matcher matcher = INODE.matcher(String.valueOf(key));
        return matcher.find() ? matcher.group(1) : "-";
    }
}
