package dev.longshore.sandbox.emulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes and times as people write them on a command line. */
public final class Quantities {

    private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)(?:/s)?");
    private static final Map<String, Long> BYTES = Map.of(
            "", 1L, "b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L,
            "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);
    private static final Map<String, Long> NANOS = Map.of(
            "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);

    private Quantities() {}

    /** {@code 50MiB}, {@code 1.5 GB/s}, {@code 4096}. */
    public static final class Bytes implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            return times(text, BYTES, "a size like 50MiB");
        }
    }

    /** {@code 200ms}, {@code 5s}, {@code 2h}. */
    public static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Duration.ofNanos(times(text, NANOS, "a time like 200ms, 5s or 2h"));
        }
    }

    private static long times(String text, Map<String, Long> units, String expected) {
        Matcher matcher = QUANTITY.matcher(text.strip());
        Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new TypeConversionException("'" + text + "' is not " + expected);
        }
        return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    }
}
