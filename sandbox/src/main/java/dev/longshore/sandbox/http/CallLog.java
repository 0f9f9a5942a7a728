package dev.longshore.sandbox.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the emulated services were asked: exact counts since the start and the most recent calls with their fields. */
public final class CallLog {

    /** The code of a call that was granted. */
    public static final String OK = "OK";

    /** How many calls are remembered with their fields. */
    public static final int REMEMBERED = 2_000;

    /**
     * One answered call.
     *
     * @param code {@link #OK} or the error code that was answered
     * @param fields what was received, as the service names it
     * @param bytes the length of the body received
     */
    public record Call(
            Instant at, String service, String action, String code, Map<String, Object> fields, long bytes, String requestId) {}

    /** Counts of one action and code. */
    public record Count(String service, String action, String code, long calls, long bytes) {}

    private record Kind(String service, String action, String code) implements Comparable<Kind> {

        @Override
        public int compareTo(Kind other) {
            int byService = service.compareTo(other.service);
            int byAction = byService != 0 ? byService : action.compareTo(other.action);
            return byAction != 0 ? byAction : code.compareTo(other.code);
        }
    }

    private record Sum(LongAdder calls, LongAdder bytes) {}

    private final Map<Kind, Sum> sums = new ConcurrentHashMap<>();
    private final Deque<Call> recent = new ArrayDeque<>();

    public void add(Call call) {
        Sum sum = sums.computeIfAbsent(
                new Kind(call.service(), call.action(), call.code()), kind -> new Sum(new LongAdder(), new LongAdder()));
        sum.calls().increment();
        sum.bytes().add(call.bytes());
        synchronized (recent) {
            if (recent.size() == REMEMBERED) {
                recent.removeFirst();
            }
            recent.addLast(call);
        }
    }

    /** Counts by service, action and code, sorted. */
    public List<Count> counts() {
        var counts = new ArrayList<Count>();
        new TreeMap<>(sums).forEach((kind, sum) -> counts.add(
                new Count(kind.service(), kind.action(), kind.code(), sum.calls().sum(), sum.bytes().sum())));
        return List.copyOf(counts);
    }

    /** The remembered calls, oldest first. */
    public List<Call> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }
}
