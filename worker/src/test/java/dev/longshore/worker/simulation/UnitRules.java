package dev.longshore.worker.simulation;

import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.plan.Planner;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.Task;
import java.util.Arrays;
import java.util.List;

/** What a worker may send, and when. */
final class UnitRules {
    private static final int PART = Content.grains(Planner.PART_LEAST);

    private final World world;

    UnitRules(World world) {
        this.world = world;
    }

    /** @param part 0 for a whole object */
    void begins(Strand caller, String key, int part) {
        Execution execution = caller.execution;
        if (execution == null || !(execution.task instanceof Task.Slice slice)) {
            throw new IllegalStateException(caller + " sends " + key + " outside of a slice");
        }
        execution.inFlight++;
        Oracle.must(execution.inFlight <= slice.parallelism(), Promise.WITHIN_BUDGET,
                () -> slice.id() + " sends " + execution.inFlight + " units");
        if (execution.begun.add(key + " " + part)) {
            long since = world.kernel().now() - execution.heldSince;
            Oracle.must(since < world.policy().lease().toNanos(), Promise.LEASE_BEFORE_UNIT,
                    () -> caller + " begins " + key + " " + part + " " + since / 1_000_000
                            + " ms after its last acknowledged report was sent");
            notYetStored(slice, execution, key, part);
        }
    }

    private void notYetStored(Task.Slice slice, Execution execution, String key, int part) {
        Checkpoint checkpoint = slice.checkpoint();
        if (checkpoint != null) {
            boolean done = checkpoint.done().has(unit(checkpoint, key, part));
            Oracle.must(!done, Promise.NOTHING_SENT_TWICE, () -> slice.id() + " sends " + key + " " + part + ", which its checkpoint has");
        }
        String listed = part == 0 ? null : execution.listed.get(part);
        if (listed != null) {
            byte[] now = world.shelf().versions(slice.job().mediaFilePath()).getLast().grains();
            byte[] piece = Arrays.copyOfRange(now, Math.min(now.length, (part - 1) * PART), Math.min(now.length, part * PART));
            Oracle.must(!listed.equals(Content.etag(piece)), Promise.NOTHING_SENT_TWICE, () -> slice.id() + " sends " + key + " " + part
                    + ", which COS has told of");
        }
    }

    private static int unit(Checkpoint checkpoint, String key, int part) {
        if (part > 0) {
            return part - 1;
        }
        boolean cover = key.equals(checkpoint.session().coverPath());
        List<PartedObject> parted = checkpoint.plan().parted();
        return !cover ? 0 : parted.isEmpty() ? 1 : parted.getFirst().endUnit();
    }

    void ends(Strand caller) {
        if (caller.execution != null) {
            caller.execution.inFlight--;
        }
    }

    void listed(Strand caller, List<StoredPart> parts) {
        Execution execution = caller.execution;
        if (execution != null) {
            parts.forEach(part -> execution.listed.put(part.number(), part.etag()));
        }
    }
}
