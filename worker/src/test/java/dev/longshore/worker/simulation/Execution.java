package dev.longshore.worker.simulation;

import dev.longshore.worker.step.Task;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One worker's work on one task, as the world sees it. */
final class Execution {
    final Task task;
    final int job;
    /** When a report was sent that was later acknowledged: until a lease after that the worker may believe to hold the task. */
    long heldSince;
    /** The units begun, by key and part number. */
    final Set<String> begun = new HashSet<>();
    /** ETags of parts that COS told of, by number. */
    final Map<Integer, String> listed = new TreeMap<>();
    int inFlight;

    Execution(Task task, int job, long now) {
        this.task = task;
        this.job = job;
        this.heldSince = now;
    }
}
