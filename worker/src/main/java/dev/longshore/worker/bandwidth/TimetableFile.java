package dev.longshore.worker.bandwidth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timetable in a file, which may be replaced at any time; links are followed each time, so a mounted ConfigMap works. It is looked at each time that it
 * is asked for, and read again when it is another one. While it can't be read, or makes no sense, the last good one holds, and a warning says so
 * once. Asked by one thread; {@link #refused} by any.
 */
public final class TimetableFile implements Supplier<Timetable> {
    private static final Logger log = LoggerFactory.getLogger(TimetableFile.class);
    private static final int MOST_BYTES = 64 * 1024;

    private final Path path;
    private final ZoneId zone;
    private Timetable good;
    private @Nullable Version seen;
    private volatile boolean refused;

    /** @throws IllegalArgumentException if there is no timetable in it */
    public TimetableFile(Path path, ZoneId zone) {
        this.path = path;
        this.zone = zone;
        try {
            this.seen = version();
            this.good = read();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + path + " can't be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the file " + path + ": " + e.getMessage(), e);
        }
    }

    /** What tells one version of the file from the next. */
    private record Version(FileTime modified, long size, @Nullable Object file) {}

    @Override
    public Timetable get() {
        Version now = null;
        try {
            now = version();
            if (!now.equals(seen)) {
                good = read();
                refused = false;
                log.info("bandwidth.file {} was read again", path);
            }
        } catch (IOException | IllegalArgumentException e) {
            if (!refused || !Objects.equals(now, seen)) {
                log.warn("bandwidth.refused {}: {}; the timetable that was read before stays in force", path,
                        e instanceof IOException ? e.toString() : e.getMessage());
            }
            refused = true;
        }
        seen = now;
        return good;
    }

    /** Whether the file as it is now can't be used. */
    public boolean refused() {
        return refused;
    }

    private Version version() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (!now.isRegularFile()) {
            // A pipe would be waited for, and a device read for ever.
            throw new IOException("no regular file");
        }
        return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
    }

    private Timetable read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("it is longer than " + MOST_BYTES + " bytes");
        }
        return Timetable.parse(new String(bytes, StandardCharsets.UTF_8), zone);
    }
}
