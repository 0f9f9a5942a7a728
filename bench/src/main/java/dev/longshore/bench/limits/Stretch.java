package dev.longshore.bench.limits;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured under one limit.
 *
 * @param what limits what
 * @param limit bytes a second
 * @param transfers at once
 * @param samples from when the limit was taken up
 * @param takenUp how long after the change the rate was nearer to this limit than to the one before; absent where nothing was changed
 */
record Stretch(String what, long limit, int transfers, List<Watch.Sample> samples, @Nullable Duration takenUp) {
    static final String HEAD = """
            | limit | transfers at once | measured | of the limit | seconds, least–most | taken up after |
            |---|---|---|---|---|---|""";

    private static final double MIB = 1 << 20;
    private static final double EXACT = 0.05;

    /** Over all of it. */
    double ratio() {
        return samples.getFirst().rateUntil(samples.getLast()) / limit;
    }

    boolean exact() {
        return Math.abs(ratio() - 1) <= EXACT;
    }

    /** Of every second that begins with a sample. */
    private DoubleStream seconds() {
        return samples.stream()
                .flatMapToDouble(first -> samples.stream()
                        .filter(sample -> sample.nanos() - first.nanos() >= 1_000_000_000L)
                        .limit(1)
                        .mapToDouble(first::rateUntil))
                .map(rate -> rate / limit);
    }

    String row() {
        double seconds = (samples.getLast().nanos() - samples.getFirst().nanos()) / 1e9;
        return String.format(
                Locale.ROOT, "| %s | %d | %.2f MiB/s over %.0f s | %.1f %% | %.1f–%.1f %% | %s |", what, transfers,
                samples.getFirst().rateUntil(samples.getLast()) / MIB, seconds, 100 * ratio(), 100 * seconds().min().orElse(Double.NaN),
                100 * seconds().max().orElse(Double.NaN),
                takenUp == null ? "" : String.format(Locale.ROOT, "%.1f s", takenUp.toMillis() / 1e3));
    }
}
