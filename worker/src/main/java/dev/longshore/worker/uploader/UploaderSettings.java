package dev.longshore.worker.uploader;

import java.time.Duration;

/**
 * @param worker this worker's name in reports and states
 * @param slots slices carried at once
 * @param closingSlots finishes and aborts carried at once
 * @param maxPollRecords first slices, or closings, taken from their queue at once; those without a slot wait here, for a few seconds at most
 * @param heartbeat how often running tasks are reported
 * @param lease the ledger's lease; a task stops by itself when no report was acknowledged for nearly so long
 * @param stopGrace how long a stopping worker waits for its tasks to hand back
 */
public record UploaderSettings(
        String worker, int slots, int closingSlots, int maxPollRecords, Duration heartbeat, Duration lease, Duration stopGrace) {}
