package dev.longshore.sandbox.cos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of received bytes.
 *
 * @param directory where each run makes a directory of its own, deleted at its end; null: bytes are discarded
 * @param smallestPart the least size of a part that isn't the last, 1 MiB in the real service
 */
public record StoreSettings(@Nullable Path directory, Checksums checksums, long smallestPart) {

    public static final long REAL_SMALLEST_PART = 1 << 20;
    /** Parts and single puts are at most this long. */
    public static final long LARGEST_BODY = 5L << 30;
    public static final int MAX_PARTS = 10_000;

    public static StoreSettings onDisk(Path directory) {
        return new StoreSettings(directory, Checksums.FULL, REAL_SMALLEST_PART);
    }

    public static StoreSettings discarding(Checksums checksums) {
        return new StoreSettings(null, checksums, REAL_SMALLEST_PART);
    }

    public StoreSettings withSmallestPart(long bytes) {
        return new StoreSettings(directory, checksums, bytes);
    }
}
