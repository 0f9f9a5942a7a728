package dev.longshore.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sizes as media libraries have them: many small files, and a few that hold most of the bytes. A bounded Pareto distribution whose largest value is
 * {@value #SPAN} times the least; the same seed gives the same sizes.
 */
final class HeavyTail {
    static final double SHAPE = 1.1;
    static final int SPAN = 100;

    private HeavyTail() {}

    /**
     * So many sizes, in no order, that add up to the total.
     *
     * @param bytes of all together, at least {@value #SPAN} for each
     * @throws IllegalArgumentException if there are fewer
     */
    static List<Long> sizes(int count, long bytes, long seed) {
        if (count < 1 || bytes < (long) count * SPAN) {
            throw new IllegalArgumentException(
                    bytes + " bytes are too few for " + count + " files of different sizes: raise --bytes or lower --files");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = random.doubles(count).map(HeavyTail::quantile).toArray();
        double sum = 0;
        for (double value : drawn) {
            sum += value;
        }
        List<Long> sizes = new ArrayList<>(count);
        double before = 0;
        long given = 0;
        for (double value : drawn) {
            // Rounding the running sum instead of each size: what one loses the next one gets.
            before += value;
            long until = Math.round(bytes * Math.min(1, before / sum));
            sizes.add(until - given);
            given = until;
        }
        sizes.set(count - 1, sizes.get(count - 1) + bytes - given);
        return sizes;
    }

    /** The value, 1 to {@value #SPAN}, that the share {@code u} of all lies below. */
    private static double quantile(double u) {
        return Math.pow(1 - u * (1 - Math.pow(SPAN, -SHAPE)), -1 / SHAPE);
    }
}
