package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.MpdElement.Text;
import dev.longshore.worker.manifest.Reference.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The numbers and times of the segments that a SegmentTemplate stands for in one period, by exact arithmetic.
 *
 * <p>Where the period's end decides how many there are, the last one is left open if a tenth of a second of it or less lies in the period: durations
 * are rounded, and a period lasts as long as its longest track.
 */
final class SegmentNumbers {
    private static final BigDecimal STUB_SECONDS = new BigDecimal("0.1");

    /** Takes one segment. */
    @FunctionalInterface
    interface Sink {
        void segment(long number, long time, Kind kind) throws InvalidManifestException;
    }

    private final MpdSegments segments;
    private final MpdDuration period;
    private final long timescale;

    SegmentNumbers(MpdSegments segments, MpdDuration period) throws InvalidManifestException {
        this.segments = segments;
        this.period = period;
        this.timescale = segments.number("timescale", 1, 1);
    }

    /** @param byTime whether a time is asked for, which only a timeline gives */
    void each(Sink sink, boolean byTime) throws InvalidManifestException {
        MpdElement timeline = segments.timeline();
        if (timeline != null) {
            timeline(timeline.children("S"), timeline, sink);
        } else if (byTime) {
            throw segments.refuse("names segments by $Time$, but has no SegmentTimeline");
        } else {
            numbered(sink);
        }
    }

    private void numbered(Sink sink) throws InvalidManifestException {
        long first = segments.number("startNumber", 0, 1);
        Text last = segments.attribute("endNumber");
        Text duration = segments.attribute("duration");
        if (last != null) {
            long end = segments.number("endNumber", 0, 0);
            if (end < first) {
                throw InvalidManifestException.at(last.line(), last.value(),
                        "is the endNumber, but less than the startNumber, which is " + first);
            }
            run(new Run(BigInteger.valueOf(end).subtract(BigInteger.valueOf(first)).add(BigInteger.ONE), false), first, 0, 0, last, sink);
        } else if (duration == null) {
            sink.segment(first, 0, Kind.FILE);
        } else {
            long length = segments.number("duration", 1, 1);
            Run run = runTo(lasts(), length, true);
            if (run.count.signum() == 0) {
                throw segments.refuse("stands in a period of no duration, so it names no segment");
            }
            run(run, first, 0, 0, duration, sink);
        }
    }

    private void timeline(List<MpdElement> entries, MpdElement timeline, Sink sink) throws InvalidManifestException {
        if (entries.isEmpty()) {
            throw timeline.refuse("has no S, so it names no segment");
        }
        long number = segments.number("startNumber", 0, 1);
        long time = 0;
        for (int i = 0; i < entries.size(); i++) {
            MpdElement entry = entries.get(i);
            requirePlain(entry, number);
            time = MpdSegments.number(entry.attribute("t"), 0, time);
            Text given = entry.attribute("d");
            if (given == null) {
                throw entry.refuse("has no d, the duration of its segments");
            }
            long length = MpdSegments.number(given, 1, 1);
            Text repeat = entry.attribute("r");
            long repeats = MpdSegments.number(repeat, Integer.MIN_VALUE, 0);
            Run run = repeats >= 0
                    ? new Run(BigInteger.valueOf(repeats).add(BigInteger.ONE), false)
                    : runTo(next(entries, i).subtract(BigDecimal.valueOf(time)), length, i + 1 == entries.size());
            if (run.count.signum() <= 0) {
                throw entry.refuse("repeats up to the next S or the period's end, but begins after it");
            }
            run(run, number, time, length, repeat == null ? given : repeat, sink);
            number += run.count.longValueExact();
            time += length * run.count.longValueExact();
        }
    }

    private static void requirePlain(MpdElement entry, long number) throws InvalidManifestException {
        if (MpdSegments.number(entry.attribute("k"), 1, 1) > 1) {
            throw entry.refuse("is a sequence of segments (k), which is not followed");
        }
        if (MpdSegments.number(entry.attribute("n"), 0, number) != number) {
            throw entry.refuse("gives its segments other numbers (n) than those that follow, which begin with " + number);
        }
    }

    /** Where a repeated entry ends, in the timeline's units. */
    private BigDecimal next(List<MpdElement> entries, int i) throws InvalidManifestException {
        if (i + 1 < entries.size()) {
            Text next = entries.get(i + 1).attribute("t");
            if (next == null) {
                throw entries.get(i + 1).refuse("has no t, and the S before it repeats up to that");
            }
            return BigDecimal.valueOf(MpdSegments.number(next, 0, 0));
        }
        return lasts().add(BigDecimal.valueOf(segments.number("presentationTimeOffset", 0, 0)));
    }

    /** The period's duration in units. */
    private BigDecimal lasts() throws InvalidManifestException {
        BigDecimal seconds = period.seconds();
        if (seconds == null) {
            throw segments.refuse("can't be counted: neither the period nor the presentation has a duration");
        }
        return seconds.multiply(BigDecimal.valueOf(timescale));
    }

    /** @param open whether the last segment may be missing */
    private record Run(BigInteger count, boolean open) {}

    private Run runTo(BigDecimal span, long length, boolean toPeriodsEnd) {
        BigDecimal count = span.divide(BigDecimal.valueOf(length), 0, RoundingMode.CEILING);
        BigDecimal stub = span.subtract(count.subtract(BigDecimal.ONE).multiply(BigDecimal.valueOf(length)));
        boolean open = stub.compareTo(STUB_SECONDS.multiply(BigDecimal.valueOf(timescale))) <= 0;
        return new Run(count.toBigIntegerExact(), toPeriodsEnd && open && count.compareTo(BigDecimal.ONE) > 0);
    }

    private static void run(Run run, long number, long time, long length, Text source, Sink sink) throws InvalidManifestException {
        if (run.count.compareTo(BigInteger.valueOf(ManifestParser.MOST_REFERENCES)) > 0) {
            String count = InvalidManifestException.shown(run.count.toString());
            throw InvalidManifestException.at(source.line(), source.value(),
                    "makes " + count + " segments; a manifest names at most " + ManifestParser.MOST_REFERENCES + " files");
        }
        int count = run.count.intValueExact();
        BigInteger end = BigInteger.valueOf(time).add(BigInteger.valueOf(length).multiply(run.count));
        if (end.max(BigInteger.valueOf(number).add(run.count)).bitLength() >= Long.SIZE) {
            throw InvalidManifestException
                    .at(source.line(), source.value(), "leads to a number or time of a segment over " + Long.MAX_VALUE);
        }
        for (int i = 0; i < count; i++) {
            sink.segment(number + i, time + i * length, run.open && i == count - 1 ? Kind.OPTIONAL : Kind.FILE);
        }
    }
}
