package dev.longshore.sandbox.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
final class Words {
    private Words() {}

    static String bytes(long count) {
        return String.format(Locale.ROOT, "%.1f MiB", count / (double) (1 << 20));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    /** The longest and the median. */
    static String longest(List<Duration> times) {
        if (times.isEmpty()) {
            return "none";
        }
        List<Duration> sorted = times.stream().sorted().toList();
        return seconds(sorted.getLast()) + " longest, " + seconds(sorted.get(sorted.size() / 2)) + " median of " + sorted.size();
    }
}
