package dev.longshore.worker.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out of a schedule that breaks a promise whatever isn't needed to break it. */
final class Shrinking {
    private static final int MOST_RUNS = 2_000;

    private final long seed;
    private final Mutation mutation;
    private final Promise promise;
    private final Set<String> leftOut = new HashSet<>();
    private int runs;

    private Shrinking(long seed, Mutation mutation, Promise promise) {
        this.seed = seed;
        this.mutation = mutation;
        this.promise = promise;
    }

    /** What is left, with the trace of its run. */
    record Minimal(List<String> caused, List<String> trace, String breach) {
        @Override
        public String toString() {
            return breach + "\nwhat must happen for it:\n  " + String.join("\n  ", caused) + "\nand how it goes:\n"
                    + String.join("\n", trace);
        }
    }

    static Minimal of(long seed, Mutation mutation, Promise promise) {
        Shrinking shrinking = new Shrinking(seed, mutation, promise);
        Attempt first = shrinking.attempt(Set.of());
        if (first == null) {
            throw new IllegalArgumentException("seed " + seed + " doesn't break: " + promise.sentence);
        }
        return shrinking.minimal(first);
    }

    private record Attempt(List<String> caused, List<String> trace, String breach) {}

    private Minimal minimal(Attempt first) {
        Attempt best = first;
        for (int size = Math.max(1, best.caused().size() / 2); runs < MOST_RUNS; size = size / 2) {
            best = without(best, Math.max(1, size));
            if (size <= 1) {
                break;
            }
        }
        return new Minimal(best.caused(), best.trace(), best.breach());
    }

    /** Tries to do without each piece of so many. */
    private Attempt without(Attempt from, int size) {
        Attempt best = from;
        for (int at = 0; at < best.caused().size() && runs < MOST_RUNS;) {
            List<String> piece = best.caused().subList(at, Math.min(best.caused().size(), at + size));
            Set<String> fewer = new HashSet<>(leftOut);
            fewer.addAll(piece);
            Attempt attempt = attempt(fewer);
            if (attempt != null) {
                leftOut.addAll(piece);
                best = attempt;
            } else {
                at += size;
            }
        }
        return best;
    }

    private @Nullable Attempt attempt(Set<String> without) {
        runs++;
        Schedule schedule = new Schedule(seed, without, mutation, Trace.kept());
        try {
            schedule.run();
            return null;
        } catch (Breach breach) {
            String message = String.valueOf(breach.getMessage());
            return breach.promise == promise ? new Attempt(new ArrayList<>(schedule.caused()), schedule.trace(), message) : null;
        }
    }
}
