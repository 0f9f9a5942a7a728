package dev.longshore.worker.step;

/** Units {@code from} (inclusive) to {@code to} (exclusive), by index in the plan. */
public record UnitRange(int from, int to) {
    /** A slice gets the units that are left, divided by so many times the job's ways. */
    public static final int SHARES_A_WAY = 2;

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

    /**
     * What the first slice carries of {@code units} units: half of what its way would have to carry, so that whoever is quick can take more of the rest;
     * but a unit for each that it may have in flight, if there are as many. Never empty if there are units.
     *
     * @param ways how many slices of the job may be in flight; all units if it is one
     * @param parallelism most units in flight in one slice
     */
    public static UnitRange firstOf(int units, int ways, int parallelism) {
        if (ways <= 1) {
            return new UnitRange(0, units);
        }
        return new UnitRange(0, Math.min(Math.ceilDiv(units, ways), Math.max(parallelism, Math.ceilDiv(units, ways * SHARES_A_WAY))));
    }
}
