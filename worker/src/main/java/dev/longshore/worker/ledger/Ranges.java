package dev.longshore.worker.ledger;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.UnitRange;
import java.util.ArrayList;
import java.util.List;

/** Divides what is left of a plan among slices. */
final class Ranges {
    private Ranges() {}

    /**
     * At most {@code most} disjoint ranges over units that are not done and that no slice carries, of near equal numbers of undone units. What
     * doesn't fit is left for later.
     */
    static List<UnitRange> uncarried(Checkpoint upload, List<InFlight> carried, int most) {
        if (most <= 0 || carried.stream().anyMatch(slice -> slice.range() == null)) {
            return List.of();
        }
        int units = upload.plan().units();
        int left = 0;
        for (int unit = 0; unit < units; unit++) {
            left += open(upload, carried, unit) ? 1 : 0;
        }
        return cut(upload, carried, most, Math.max(1, Math.ceilDiv(left, most)));
    }

    private static List<UnitRange> cut(Checkpoint upload, List<InFlight> carried, int most, int share) {
        int units = upload.plan().units();
        List<UnitRange> ranges = new ArrayList<>();
        int from = -1;
        int taken = 0;
        for (int unit = 0; unit <= units && ranges.size() < most; unit++) {
            boolean end = unit == units || carriedBy(carried, unit) || taken == share;
            if (end && from >= 0) {
                ranges.add(new UnitRange(from, unit));
                from = -1;
                taken = 0;
            }
            if (unit < units && ranges.size() < most && open(upload, carried, unit)) {
                from = from < 0 ? unit : from;
                taken++;
            }
        }
        return ranges;
    }

    private static boolean open(Checkpoint upload, List<InFlight> carried, int unit) {
        return !upload.done().has(unit) && !carriedBy(carried, unit);
    }

    private static boolean carriedBy(List<InFlight> carried, int unit) {
        return carried.stream().anyMatch(slice -> slice.range() != null && slice.range().contains(unit));
    }
}
