package dev.longshore.sandbox.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares what was stored with its source, byte by byte. */
public final class StoredBytes {
    private static final int BUFFER = 1 << 16;

    private StoredBytes() {}

    /**
     * Whether both hold the same bytes.
     *
     * @param stored is closed
     */
    public static boolean equal(Path source, InputStream stored) throws IOException {
        try (stored;
                InputStream own = Files.newInputStream(source)) {
            byte[] a = new byte[BUFFER];
            byte[] b = new byte[BUFFER];
            while (true) {
                int n = own.readNBytes(a, 0, BUFFER);
                int m = stored.readNBytes(b, 0, BUFFER);
                if (Arrays.mismatch(a, 0, n, b, 0, m) >= 0) {
                    return false;
                }
                if (n == 0) {
                    return true;
                }
            }
        }
    }
}
