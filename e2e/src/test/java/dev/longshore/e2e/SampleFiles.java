package dev.longshore.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Files with known bytes. */
public final class SampleFiles {
    private SampleFiles() {}

    /** A file of random bytes; the same seed gives the same bytes. */
    public static Path random(Path file, long size, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] buffer = new byte[1 << 20];
        random.nextBytes(buffer);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            long left = size;
            for (long block = 0; left > 0; block++) {
                // Each block differs, so that parts in the wrong order would show.
                buffer[0] = (byte) block;
                buffer[1] = (byte) (block >> 8);
                buffer[2] = (byte) (block >> 16);
                int length = (int) Math.min(left, buffer.length);
                out.write(buffer, 0, length);
                left -= length;
            }
        }
        return file;
    }

    static String sha256(InputStream in) throws IOException {
        try (in) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(Path file) throws IOException {
        return sha256(Files.newInputStream(file));
    }
}
