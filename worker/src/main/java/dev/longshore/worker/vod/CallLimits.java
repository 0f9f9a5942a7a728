package dev.longshore.worker.vod;

import java.util.EnumMap;
import java.util.Map;

/**
 * Calls a second that VOD takes from an account at most, all callers together, by action. An action that isn't named is not limited.
 *
 * @param callsPerSecond each at least 1
 */
public record CallLimits(Map<VodAction, Integer> callsPerSecond) {
    /** What VOD documents. */
    public static final CallLimits DOCUMENTED = new CallLimits(Map.of(
            VodAction.APPLY_UPLOAD, 100, VodAction.COMMIT_UPLOAD, 100, VodAction.SEARCH_MEDIA, 100, VodAction.PARSE_STREAMING_MANIFEST,
            20));

    /** @throws IllegalArgumentException if a limit is less than 1 */
    public CallLimits {
        callsPerSecond.forEach((action, calls) -> {
            if (calls < 1) {
                throw new IllegalArgumentException(action + " can't be limited to " + calls + " calls a second");
            }
        });
        callsPerSecond = Map.copyOf(callsPerSecond);
    }

    /** The same but for one action; 0: not limited. */
    public CallLimits with(VodAction action, int calls) {
        Map<VodAction, Integer> changed = new EnumMap<>(VodAction.class);
        changed.putAll(callsPerSecond);
        if (calls == 0) {
            changed.remove(action);
        } else {
            changed.put(action, calls);
        }
        return new CallLimits(changed);
    }
}
