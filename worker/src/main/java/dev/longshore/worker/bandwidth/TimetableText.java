package dev.longshore.worker.bandwidth;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The notation of rclone's {@code --bwlimit}: one limit, {@code 10M}, or entries {@code [WEEKDAY-]HH:MM,LIMIT} between blanks, line breaks or
 * semicolons, {@code Mon-08:00,512k Mon-19:00,off}. An entry without a weekday is for every day.
 *
 * <p>A limit is a number with B, K, M, G or T (bytes, KiB, MiB, GiB, TiB a second; a fraction is allowed, as in {@code 1.5M}), or {@code off}. Beyond
 * rclone's notation, the rest of a line after {@code #} is a comment. Refused although rclone takes it: a number without a suffix, which rclone takes
 * for KiB; 0 for {@code off}; a second limit for downloads.
 */
final class TimetableText {
    static final int MOST_ENTRIES = 500;

    private static final Pattern COMMENT = Pattern.compile("#[^\\n]*");
    private static final Pattern BETWEEN = Pattern.compile("[\\s;]+");
    private static final Pattern ENTRY = Pattern.compile("(?:([A-Za-z]+)-)?([01][0-9]|2[0-3]):([0-5][0-9]),(.+)");
    private static final Pattern LIMIT = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([BKMGT])", Pattern.CASE_INSENSITIVE);
    private static final String SUFFIXES = "BKMGT";

    private TimetableText() {}

    static List<Timetable.Entry> parse(String text) {
        List<String> words = Arrays.stream(BETWEEN.split(COMMENT.matcher(text).replaceAll("")))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there is no limit in it; say off for none");
        }
        if (words.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("it has " + words.size() + " entries; " + MOST_ENTRIES + " are the most");
        }
        if (words.size() == 1 && !words.getFirst().contains(",")) {
            return List.of(new Timetable.Entry(null, LocalTime.MIDNIGHT, limit(words.getFirst())));
        }
        return words.stream().map(TimetableText::entry).toList();
    }

    private static Timetable.Entry entry(String word) {
        Matcher parts = ENTRY.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    quoted(word) + " is no entry of a timetable: write them as 08:00,10M or Mon-08:00,512k, with blanks between");
        }
        LocalTime from = LocalTime.of(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        return new Timetable.Entry(day(parts.group(1)), from, limit(parts.group(4)));
    }

    private static @Nullable DayOfWeek day(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(name) || day.getDisplayName(TextStyle.SHORT, Locale.ROOT).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(quoted(name) + " is no weekday: write Mon, Tue, Wed, Thu, Fri, Sat or Sun"));
    }

    private static long limit(String word) {
        if (word.equalsIgnoreCase("off")) {
            return 0;
        }
        Matcher parts = LIMIT.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    quoted(word) + " is no limit: write a number with a suffix, 512K, 10M or 1.5G (KiB, MiB or GiB a second), or off");
        }
        int suffix = SUFFIXES.indexOf(parts.group(2).toUpperCase(Locale.ROOT));
        BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(1L << (10 * suffix)));
        if (bytes.compareTo(BigDecimal.valueOf(Limiter.LEAST)) < 0 || bytes.compareTo(BigDecimal.valueOf(Limiter.MOST)) > 0) {
            throw new IllegalArgumentException(quoted(word) + " is out of bounds: a limit is 64K to 1T bytes a second, or off");
        }
        return bytes.longValue();
    }

    /** What stands in a log must not be long, nor more than one line: a word holds no blanks. */
    private static String quoted(String word) {
        String printable = word.replaceAll("\\P{Graph}", "?");
        return '"' + (printable.length() > 40 ? printable.substring(0, 40) + "…" : printable) + '"';
    }
}
