package dev.longshore.sandbox.vod;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts calls by action and calendar second and tells when a cap is reached. */
final class CallCaps {

    private record Second(long epochSecond, int calls) {}

    private final Map<String, Integer> callsPerSecond;
    private final InstantSource clock;
    private final Map<String, Second> current = new HashMap<>();

    CallCaps(Map<String, Integer> callsPerSecond, InstantSource clock) {
        this.callsPerSecond = Map.copyOf(callsPerSecond);
        this.clock = clock;
    }

    void count(String action) throws VodException {
        Integer cap = callsPerSecond.get(action);
        if (cap != null && calls(action) > cap) {
            throw new VodException(
                    "RequestLimitExceeded", "Your current request times equals to the limit of " + cap + " a second.");
        }
    }

    private synchronized int calls(String action) {
        long now = clock.instant().getEpochSecond();
        Second second = current.get(action);
        int calls = second == null || second.epochSecond() != now ? 1 : second.calls() + 1;
        current.put(action, new Second(now, calls));
        return calls;
    }
}
