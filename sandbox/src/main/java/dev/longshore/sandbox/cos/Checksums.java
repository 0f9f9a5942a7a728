package dev.longshore.sandbox.cos;

/** Which sums are computed over received bytes. Anything below {@link #FULL} exists for load tests only. */
public enum Checksums {
    /** Sizes only: ETags are unique numbers, no CRC-64 header, Content-MD5 is not checked. */
    NONE,
    /** CRC-64 only: ETags are made from it, Content-MD5 is not checked. */
    CRC,
    /** MD5 and CRC-64, as the real service answers them. */
    FULL
}
