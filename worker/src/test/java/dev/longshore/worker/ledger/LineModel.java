package dev.longshore.worker.ledger;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.UnitRange;
import java.util.ArrayList;
import java.util.List;

/**
 * One file over workers that each have a line of one unit a second, shared evenly by the slices that the worker carries. Slices go round the workers in
 * turn and begin at once; budgets are long.
 */
final class LineModel {
    private final int workers;
    private final LedgerPolicy policy;
    private final UploadJob job;
    private final List<Carried> carried = new ArrayList<>();
    private int turn;

    LineModel(int workers, LedgerPolicy policy, int concurrentUploadNumber) {
        this.workers = workers;
        this.policy = policy;
        this.job = UploadJob.builder("line", "/media/line.mp4").concurrentUploadNumber(concurrentUploadNumber).build();
    }

    private static final class Carried {
        final int worker;
        final InFlight slice;
        double left;

        Carried(int worker, InFlight slice, UnitRange range) {
            this.worker = worker;
            this.slice = slice;
            this.left = range.size();
        }
    }

    /** Seconds until the last unit is stored. */
    double makespan(Checkpoint begun) {
        Checkpoint upload = begun;
        double now = 0;
        issue(List.of(ranges().first(upload.plan())));
        while (true) {
            issue(ranges().uncarried(upload, slices()));
            if (carried.isEmpty()) {
                return now;
            }
            double step = carried.stream().mapToDouble(this::untilEnd).min().orElseThrow();
            double[] moved = carried.stream().mapToDouble(each -> step / sharers(each)).toArray();
            for (int i = 0; i < moved.length; i++) {
                carried.get(i).left -= moved[i];
            }
            now += step;
            for (Carried each : List.copyOf(carried)) {
                if (each.left < 1e-9) {
                    upload = RangesTest.done(upload, each.slice.range());
                    carried.remove(each);
                }
            }
        }
    }

    private Ranges ranges() {
        return new Ranges(policy.ways(job), policy.parallelism(job));
    }

    private List<InFlight> slices() {
        return carried.stream().map(each -> each.slice).toList();
    }

    private void issue(List<UnitRange> ranges) {
        List<InFlight> slices = new ArrayList<>(slices());
        RangesTest.carry(slices, ranges);
        for (InFlight slice : slices.subList(carried.size(), slices.size())) {
            carried.add(new Carried(turn++ % workers, slice, slice.range()));
        }
    }

    private double untilEnd(Carried each) {
        return each.left * sharers(each);
    }

    private long sharers(Carried each) {
        return carried.stream().filter(other -> other.worker == each.worker).count();
    }
}
