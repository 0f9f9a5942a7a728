package dev.longshore.sandbox.faults;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chooses by what a call is, where the seeded choice has left it alone. Called by several threads. */
@FunctionalInterface
public interface FaultPlan {
    /** Nothing happens. */
    FaultPlan NONE = _ -> null;

    /** What happens to the call; null: nothing. */
    @Nullable Treatment treat(Call call);

    /**
     * A call whose head has come.
     *
     * @param target path and query as sent, still encoded
     * @param headers by name, whatever its case
     */
    record Call(String door, String method, String target, Map<String, String> headers) {
        public Call {
            Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            sorted.putAll(headers);
            headers = sorted;
        }
    }
}
