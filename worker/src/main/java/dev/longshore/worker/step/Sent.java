package dev.longshore.worker.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task has sent.
 *
 * @param sessionId the session it was sent in; absent before there is one
 * @param receipts units confirmed since the task's last report that was acknowledged (repeats are harmless)
 * @param bytes body bytes written to COS by this task so far, units in flight and failed ones included, and the units it found there that a lost
 *        worker had sent without telling; never falls
 */
public record Sent(@Nullable String sessionId, List<UnitReceipt> receipts, long bytes) {
    public static final Sent NOTHING = new Sent(null, List.of(), 0);

    public Sent {
        receipts = List.copyOf(receipts);
    }
}
