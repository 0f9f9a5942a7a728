package dev.longshore.worker.cos;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;

/**
 * CRC-64/XZ, the checksum that COS answers as {@code x-cos-hash-crc64ecma}. By {@link NativeCrc64} where there is one,
 * otherwise sixteen bytes a step by a table ("slicing by 16"). Not thread-safe.
 *
 * <p>Reflected polynomial {@code c96c5795d7870f42}, all ones in and out; the check value of {@code 123456789} is {@code 995dc9bbdf1939fa}.
 */
public final class Crc64 {
    private static final long POLYNOMIAL = 0xc96c5795d7870f42L;
    private static final int SLICES = 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Entry {@code slice * 256 + b} is the remainder of byte {@code b} followed by {@code slice} zero bytes. */
    private static final long[] TABLE = table();

    /** x to the 0 in reflected order. */
    private static final long ONE = 1L << 63;

    private long register = ~0L;

    public void update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length >= NativeCrc64.LEAST && NativeCrc64.available()) {
            register = ~NativeCrc64.update(~register, bytes, offset, length);
        } else {
            updateByTable(bytes, offset, length);
        }
    }

    void updateByTable(byte[] bytes, int offset, int length) {
        long crc = register;
        int at = offset;
        int end = offset + length;
        for (int last = end - SLICES; at <= last; at += SLICES) {
            crc = step(crc ^ (long) LONGS.get(bytes, at), (long) LONGS.get(bytes, at + 8));
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ TABLE[(int) (crc ^ bytes[at]) & 0xff];
        }
        register = crc;
    }

    public long value() {
        return ~register;
    }

    /** The value as 16 hex digits. */
    public String hex() {
        return hex(value());
    }

    public static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    /** The value of 16 hex digits. */
    public static long parseHex(String hex) {
        return HexFormat.fromHexDigitsToLong(hex);
    }

    /**
     * The value of an unsigned decimal, as COS writes it.
     *
     * @throws NumberFormatException if it is none
     */
    public static long parseDecimal(String decimal) {
        return Long.parseUnsignedLong(decimal);
    }

    /**
     * The checksum of A followed by B.
     *
     * @param lengthOfB in bytes
     */
    public static long combine(long crcOfA, long crcOfB, long lengthOfB) {
        if (lengthOfB < 0) {
            throw new IllegalArgumentException("a length can't be negative: " + lengthOfB);
        }
        return multiply(powerOfX8(lengthOfB), crcOfA) ^ crcOfB;
    }

    /** x to the {@code 8 * bytes}, modulo the polynomial: what appending that many bytes multiplies a remainder by. */
    private static long powerOfX8(long bytes) {
        long result = ONE;
        long square = ONE >>> 8;
        for (long left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(square, result);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static long multiply(long a, long b) {
        long product = 0;
        long factor = b;
        for (long left = a; left != 0; left <<= 1) {
            if (left < 0) {
                product ^= factor;
            }
            factor = timesX(factor);
        }
        return product;
    }

    private static long timesX(long value) {
        return (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
    }

    private static long step(long first, long second) {
        long[] t = TABLE;
        return t[15 * 256 + (int) (first & 0xff)]
                ^ t[14 * 256 + (int) (first >>> 8 & 0xff)]
                ^ t[13 * 256 + (int) (first >>> 16 & 0xff)]
                ^ t[12 * 256 + (int) (first >>> 24 & 0xff)]
                ^ t[11 * 256 + (int) (first >>> 32 & 0xff)]
                ^ t[10 * 256 + (int) (first >>> 40 & 0xff)]
                ^ t[9 * 256 + (int) (first >>> 48 & 0xff)]
                ^ t[8 * 256 + (int) (first >>> 56)]
                ^ t[7 * 256 + (int) (second & 0xff)]
                ^ t[6 * 256 + (int) (second >>> 8 & 0xff)]
                ^ t[5 * 256 + (int) (second >>> 16 & 0xff)]
                ^ t[4 * 256 + (int) (second >>> 24 & 0xff)]
                ^ t[3 * 256 + (int) (second >>> 32 & 0xff)]
                ^ t[2 * 256 + (int) (second >>> 40 & 0xff)]
                ^ t[256 + (int) (second >>> 48 & 0xff)]
                ^ t[(int) (second >>> 56)];
    }

    private static long[] table() {
        long[] table = new long[SLICES * 256];
        for (int b = 0; b < 256; b++) {
            long remainder = b;
            for (int bit = 0; bit < 8; bit++) {
                remainder = timesX(remainder);
            }
            table[b] = remainder;
        }
        for (int i = 256; i < table.length; i++) {
            long before = table[i - 256];
            table[i] = (before >>> 8) ^ table[(int) before & 0xff];
        }
        return table;
    }
}
