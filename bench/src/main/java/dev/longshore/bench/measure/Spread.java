package dev.longshore.bench.measure;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Median with least and most. */
public record Spread(double least, double median, double most) {

    /** @throws IllegalArgumentException if there are no figures */
    public static <T> Spread of(Collection<T> figures, ToDoubleFunction<? super T> value) {
        double[] sorted = figures.stream().mapToDouble(value).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Median (least–most), each in a format such as {@code %.1f}. */
    public String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + "–" + format + ")", median, least, most);
    }
}
