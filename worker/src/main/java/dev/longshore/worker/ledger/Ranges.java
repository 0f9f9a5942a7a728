package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.UnitRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Divides what is left of a plan among slices.
 *
 * <p>Where a job has several ways, a slice gets but a part of what its way would have to carry, and less the less is left. Whoever is quick, or has a line
 * of its own, then comes back for more, and at the end all are done at nearly the same time. Ranges of equal size would leave the job waiting for the
 * worker that happened to take more of them than others.
 *
 * @param ways how many slices may be in flight
 * @param parallelism most units in flight in one slice
 */
record Ranges(int ways, int parallelism) {
    /** No slice gets less for each of its units in flight while there is more: to begin and end one takes a worker, the ledger and Kafka some 0.1 s. */
    static final long LEAST_BYTES = 8L << 20;

    /** What the first slice carries: it has begun before the ledger knows the plan. */
    UnitRange first(PlanSummary plan) {
        return UnitRange.firstOf(plan.units(), ways, parallelism);
    }

    /** Disjoint ranges over units that are not done and that no slice carries, at most as many as there are free ways. What doesn't fit is left for later. */
    List<UnitRange> uncarried(Checkpoint upload, List<InFlight> slices) {
        int most = ways - slices.size();
        if (most <= 0 || slices.stream().anyMatch(slice -> slice.range() == null)) {
            return List.of();
        }
        int units = upload.plan().units();
        BitSet carried = new BitSet(units);
        for (InFlight slice : slices) {
            UnitRange range = slice.range();
            if (range != null) {
                carried.set(range.from(), range.to());
            }
        }
        BitSet open = new BitSet(units);
        open.set(0, units);
        open.andNot(carried);
        for (int unit = open.nextSetBit(0); unit >= 0; unit = open.nextSetBit(unit + 1)) {
            if (upload.done().has(unit)) {
                open.clear(unit);
            }
        }
        return cut(open, carried, most, Math.max(1, share(upload.plan(), open.cardinality(), most)));
    }

    /** How many of the units that are left one slice gets. */
    private int share(PlanSummary plan, int left, int free) {
        int even = Math.ceilDiv(left, free);
        return ways == 1 ? even : Math.min(even, Math.max(least(plan), Math.ceilDiv(left, ways * UnitRange.SHARES_A_WAY)));
    }

    private int least(PlanSummary plan) {
        long unitBytes = Math.max(1, plan.bytes() / Math.max(1, plan.units()));
        return (int) Math.min(plan.units(), Math.max(parallelism, Math.ceilDiv(parallelism * LEAST_BYTES, unitBytes)));
    }

    /** A range may span units that are done, never one that is carried. */
    private static List<UnitRange> cut(BitSet open, BitSet carried, int most, int share) {
        List<UnitRange> ranges = new ArrayList<>();
        int from = open.nextSetBit(0);
        while (from >= 0 && ranges.size() < most) {
            int last = from;
            int next = open.nextSetBit(from + 1);
            int wall = carried.nextSetBit(from);
            for (int taken = 1; taken < share && next >= 0 && (wall < 0 || next < wall); taken++) {
                last = next;
                next = open.nextSetBit(next + 1);
            }
            ranges.add(new UnitRange(from, last + 1));
            from = next;
        }
        return ranges;
    }
}
