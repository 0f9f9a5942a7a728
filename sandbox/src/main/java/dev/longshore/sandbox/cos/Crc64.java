package dev.longshore.sandbox.cos;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** CRC-64/XZ, sixteen bytes a step, with the combination of the sums of adjacent pieces. */
public final class Crc64 {

    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final long ONE = 1L << 63;
    private static final int SLICES = 16;
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] TABLE = table();
    /** x to the power of 2^k; 8 bits a byte and lengths below 2^63 need 66 of them. */
    private static final long[] POWERS = powers();

    private long value;

    public void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        long crc = ~value;
        for (; at <= end - SLICES; at += SLICES) {
            crc = step((long) LITTLE_ENDIAN.get(bytes, at) ^ crc, (long) LITTLE_ENDIAN.get(bytes, at + 8));
        }
        for (; at < end; at++) {
            crc = TABLE[(int) (crc ^ bytes[at]) & 0xff] ^ crc >>> 8;
        }
        value = ~crc;
    }

    public long value() {
        return value;
    }

    /** The sum of two adjacent pieces from their sums and the length of the second. */
    public static long combine(long first, long second, long secondLength) {
        long shift = ONE;
        int bit = 3;
        for (long left = secondLength; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = multiply(POWERS[bit], shift);
            }
            bit++;
        }
        return multiply(shift, first) ^ second;
    }

    private static long step(long low, long high) {
        return TABLE[15 << 8 | (int) low & 0xff]
                ^ TABLE[14 << 8 | (int) (low >>> 8) & 0xff]
                ^ TABLE[13 << 8 | (int) (low >>> 16) & 0xff]
                ^ TABLE[12 << 8 | (int) (low >>> 24) & 0xff]
                ^ TABLE[11 << 8 | (int) (low >>> 32) & 0xff]
                ^ TABLE[10 << 8 | (int) (low >>> 40) & 0xff]
                ^ TABLE[9 << 8 | (int) (low >>> 48) & 0xff]
                ^ TABLE[8 << 8 | (int) (low >>> 56)]
                ^ TABLE[7 << 8 | (int) high & 0xff]
                ^ TABLE[6 << 8 | (int) (high >>> 8) & 0xff]
                ^ TABLE[5 << 8 | (int) (high >>> 16) & 0xff]
                ^ TABLE[4 << 8 | (int) (high >>> 24) & 0xff]
                ^ TABLE[3 << 8 | (int) (high >>> 32) & 0xff]
                ^ TABLE[2 << 8 | (int) (high >>> 40) & 0xff]
                ^ TABLE[1 << 8 | (int) (high >>> 48) & 0xff]
                ^ TABLE[(int) (high >>> 56)];
    }

    /** The product of two polynomials modulo the CRC's, bits reflected: bit 63 is the constant term. */
    private static long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = timesX(shifted);
        }
        return product;
    }

    private static long timesX(long a) {
        return (a & 1) != 0 ? a >>> 1 ^ POLYNOMIAL : a >>> 1;
    }

    private static long[] table() {
        var table = new long[SLICES << 8];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = timesX(crc);
            }
            table[i] = crc;
        }
        for (int i = 256; i < table.length; i++) {
            long previous = table[i - 256];
            table[i] = table[(int) previous & 0xff] ^ previous >>> 8;
        }
        return table;
    }

    private static long[] powers() {
        var powers = new long[67];
        powers[0] = ONE >>> 1;
        for (int k = 1; k < powers.length; k++) {
            powers[k] = multiply(powers[k - 1], powers[k - 1]);
        }
        return powers;
    }
}
