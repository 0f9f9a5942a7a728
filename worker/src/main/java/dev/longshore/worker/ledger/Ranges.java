package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.UnitRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Divides what is left of a plan among slices. */
final class Ranges {
    private Ranges() {}

    /**
     * At most {@code most} disjoint ranges over units that are not done and that no slice carries, of near equal numbers of undone units. What
     * doesn't fit is left for later.
     */
    static List<UnitRange> uncarried(Checkpoint upload, List<InFlight> slices, int most) {
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
        return cut(open, carried, most, Math.max(1, Math.ceilDiv(open.cardinality(), most)));
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
