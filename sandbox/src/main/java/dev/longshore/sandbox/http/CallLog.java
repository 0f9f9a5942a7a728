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
import org.jspecify.annotations.Nullable;

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
            Instant at,
            String service,
            String action,
            String code,
            Map<String, Object> fields,
            long bytes,
            String requestId,
            Caller caller,
            Span span) {}

    /**
     * Who called, and where to.
     *
     * @param host the Host header
     * @param region the region that the request names; null when it names none
     * @param secretId the key that the signature names, whether or not it is right; null when there is no signature
     * @param withToken whether the token of a temporary key came along
     */
    public record Caller(String host, @Nullable String region, @Nullable String secretId, boolean withToken) {}

    /**
     * When a request was in service, in nanoseconds of one clock that never goes back.
     *
     * @param from its head had come
     * @param until its answer began
     */
    public record Span(long from, long until) {}

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

    /** The most of these calls that were in service at the same time. */
    public static int mostAtOnce(List<Call> calls) {
        int most = 0;
        for (Call call : calls) {
            long at = call.span().from();
            long others = calls.stream().map(Call::span).filter(span -> span.from() - at <= 0 && at - span.until() < 0).count();
            most = Math.max(most, (int) others);
        }
        return most;
    }

    /** The remembered calls, oldest first. */
    public List<Call> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }
}
