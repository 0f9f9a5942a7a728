package dev.longshore.worker.step;

/** Units {@code from} (inclusive) to {@code to} (exclusive), by index in the plan. */
public record UnitRange(int from, int to) {
    public UnitRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("not a range: " + from + " to " + to);
        }
    }

    public int size() {
        return to - from;
    }

    public boolean contains(int unit) {
        return unit >= from && unit < to;
    }

    /** The first of {@code ways} ranges of near equal size over {@code units} units; never empty if there are units. */
    public static UnitRange firstOf(int units, int ways) {
        return new UnitRange(0, Math.ceilDiv(units, Math.max(1, ways)));
    }
}
