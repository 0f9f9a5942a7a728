package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.http.CallLog;
import java.util.List;

/**
 * What the services were asked since the start.
 *
 * @param counts exact, by service, action and code
 * @param recent the last calls, oldest first, at most {@link CallLog#REMEMBERED}
 * @param receivedBytes bytes of objects and parts received, those of refused and broken requests included
 */
public record CallsView(List<CallLog.Count> counts, List<CallLog.Call> recent, long receivedBytes) {

    /** How often the action was granted. */
    public long granted(String action) {
        return count(action, CallLog.OK);
    }

    /** How often the action was answered with that code. */
    public long count(String action, String code) {
        return counts.stream()
                .filter(count -> count.action().equals(action) && count.code().equals(code))
                .mapToLong(CallLog.Count::calls)
                .sum();
    }
}
