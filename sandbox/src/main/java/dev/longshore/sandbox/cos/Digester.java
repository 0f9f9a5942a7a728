package dev.longshore.sandbox.cos;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sums up the bytes of one object or part while they arrive. */
final class Digester {

    private static final int WINDOW_BYTES = 64 << 10;
    private static final AtomicLong UNIQUE = new AtomicLong();

    private final @Nullable MessageDigest md5;
    private final @Nullable Crc64 crc;
    /** Both sums are several times faster over an array that fits the processor's cache than over a direct buffer. */
    private final byte[] window;
    private long size;

    Digester(Checksums checksums) {
        this.window = new byte[checksums == Checksums.NONE ? 0 : WINDOW_BYTES];
        this.md5 = checksums == Checksums.FULL ? md5() : null;
        this.crc = checksums == Checksums.NONE ? null : new Crc64();
    }

    /** Takes all remaining bytes and leaves the buffer's position alone. */
    void update(ByteBuffer bytes) {
        size += bytes.remaining();
        if (crc == null) {
            return;
        }
        ByteBuffer left = bytes.duplicate();
        while (left.hasRemaining()) {
            int length = Math.min(left.remaining(), window.length);
            left.get(window, 0, length);
            crc.update(window, 0, length);
            if (md5 != null) {
                md5.update(window, 0, length);
            }
        }
    }

    /** @throws CosException when an announced digest isn't the one of the bytes; can't be told unless MD5 is computed */
    Sums finish(@Nullable String announcedMd5) throws CosException {
        if (md5 != null) {
            String digest = HexFormat.of().formatHex(md5.digest());
            if (announcedMd5 != null && !digest.equals(announcedMd5)) {
                throw new CosException(CosError.BAD_DIGEST, "The Content-MD5 you specified did not match what was received.");
            }
            return new Sums(size, digest, crc == null ? null : crc.value());
        }
        if (crc != null) {
            return new Sums(size, "%016x-crc".formatted(crc.value()), crc.value());
        }
        return new Sums(size, "%016x-none".formatted(UNIQUE.incrementAndGet()), null);
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
