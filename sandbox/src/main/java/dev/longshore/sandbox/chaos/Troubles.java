package dev.longshore.sandbox.chaos;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was done to processes, counted. Safe for use by several threads. */
final class Troubles {
    enum Kind {
        WORKER_KILLED,
        WORKER_FROZEN,
        WORKER_STOPPED,
        BROKER_KILLED,
        BROKER_RESTARTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    synchronized void add(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    synchronized int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    synchronized Map<Kind, Integer> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }
}
