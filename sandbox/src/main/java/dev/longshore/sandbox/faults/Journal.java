package dev.longshore.sandbox.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** All calls that came by, for whoever asks afterwards. Grows by one entry a call: for runs, not for services. */
public final class Journal {
    private final ConcurrentLinkedQueue<Passage> over = new ConcurrentLinkedQueue<>();
    private final Map<Entry, Boolean> underWay = new ConcurrentHashMap<>();

    /** A call under way, as its connection fills it in. */
    final class Entry {
        private final String door;
        private final String method;
        private final String target;
        private final @Nullable Fault fault;
        private final long from = System.nanoTime();
        private final AtomicLong bytes = new AtomicLong();
        private volatile int status;

        private Entry(String door, String method, String target, @Nullable Fault fault) {
            this.door = door;
            this.method = method;
            this.target = target;
            this.fault = fault;
        }

        void passed(long more) {
            bytes.addAndGet(more);
        }

        void answered(int code) {
            status = code;
        }

        void end() {
            if (underWay.remove(this) != null) {
                over.add(now(false));
            }
        }

        private Passage now(boolean stillUnderWay) {
            return new Passage(door, method, target, from, System.nanoTime(), bytes.get(), status, fault, stillUnderWay);
        }
    }

    Entry begin(String door, String method, String target, @Nullable Fault fault) {
        Entry entry = new Entry(door, method, target, fault);
        underWay.put(entry, true);
        return entry;
    }

    /** All calls, those under way included, in the order in which they ended. */
    public List<Passage> all() {
        List<Passage> all = new ArrayList<>(over);
        underWay.keySet().forEach(entry -> all.add(entry.now(true)));
        return all;
    }

    /** How many calls were hit, by kind; kinds that hit none are left out. */
    public Map<Fault, Integer> faults() {
        Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
        for (Passage passage : over) {
            if (passage.fault() != null) {
                counts.merge(passage.fault(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
