package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.Crc64;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes of which each stands for a MiB: files are as large as real ones, so that real plans are made of them, and cost nothing to hold. */
final class Content {
    private static final int GRAIN_BITS = 20;
    private static final MessageDigest MD5 = md5();

    private Content() {}

    /** The bytes that so many grains stand for. */
    static long bytes(int grains) {
        return (long) grains << GRAIN_BITS;
    }

    static int grains(long bytes) {
        return Math.toIntExact(bytes >> GRAIN_BITS);
    }

    /** A file's content in one of its versions. */
    static byte[] of(int grains, int file, int version) {
        byte[] content = new byte[grains];
        long z = file * 31L + version;
        for (int i = 0; i < grains; i++) {
            z = z * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
            content[i] = (byte) (z >>> 56);
        }
        return content;
    }

    static synchronized String etag(byte[] grains) {
        return HexFormat.of().formatHex(MD5.digest(grains));
    }

    static String crc64(byte[] grains) {
        Crc64 crc = new Crc64();
        crc.update(grains, 0, grains.length);
        return crc.hex();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
