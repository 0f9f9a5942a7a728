package dev.longshore.producer.cli;

import java.util.Arrays;
import java.util.Collection;

/**
 * The spread of measured times, in milliseconds; percentiles are nearest-rank, so each is a time that was measured.
 *
 * @param jobs how many were measured
 */
record Latencies(int jobs, double min, double p50, double p95, double p99, double max, double mean) {

    static Latencies of(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Latencies(
                sorted.length, millis(sorted[0]), rank(sorted, 50), rank(sorted, 95), rank(sorted, 99), millis(sorted[sorted.length - 1]),
                Math.round(Arrays.stream(sorted).average().orElseThrow() / 1e4) / 100.0);
    }

    private static double rank(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return millis(sorted[Math.max(1, rank) - 1]);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 100.0;
    }
}
