package dev.longshore.sandbox.chaos;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One promise and what was found.
 *
 * @param holds whether it was kept
 * @param found counts, and where it was broken the first cases
 */
record Check(String promise, boolean holds, String found) {
    private static final int NAMED = 5;

    /** Holds if there are no cases against it. */
    static Check of(String promise, String found, Collection<String> against) {
        if (against.isEmpty()) {
            return new Check(promise, true, found);
        }
        String named = against.stream().limit(NAMED).collect(Collectors.joining("; "));
        String more = against.size() > NAMED ? "; and " + (against.size() - NAMED) + " more" : "";
        return new Check(promise, false, found + "; " + against.size() + " against it: " + named + more);
    }
}
