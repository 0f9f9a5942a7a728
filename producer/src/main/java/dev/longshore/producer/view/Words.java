package dev.longshore.producer.view;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and foreign text as a person reads them. */
final class Words {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Words() {}

    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    static String bytes(double bytes) {
        int unit = unit(bytes);
        return inUnit(bytes, unit) + " " + UNITS[unit];
    }

    /** Both in the unit of the second, such as {@code 1.5/20.0 MiB}. */
    static String bytesOf(long done, long total) {
        int unit = unit((double) total);
        return inUnit((double) done, unit) + "/" + inUnit((double) total, unit) + " " + UNITS[unit];
    }

    static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        String minutes = "%02d:%02d".formatted(seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? minutes : seconds / 3600 + ":" + minutes;
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f" : "%.1f", millis / 1000.0);
    }

    /** The text on one line, without anything that a terminal would obey. */
    static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints().map(point -> Character.isISOControl(point) || directional(point) ? ' ' : point).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Keeps both ends: ids differ there. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int tail = (most - 1) / 2;
        return most < 3 ? text.substring(0, most) : text.substring(0, most - 1 - tail) + "~" + text.substring(text.length() - tail);
    }

    private static boolean directional(int point) {
        return point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
    }

    private static int unit(double bytes) {
        int unit = 0;
        for (double rest = bytes; rest >= 1024 && unit < UNITS.length - 1; rest /= 1024) {
            unit++;
        }
        return unit;
    }

    private static String inUnit(double bytes, int unit) {
        return String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", bytes / Math.pow(1024, unit));
    }
}
