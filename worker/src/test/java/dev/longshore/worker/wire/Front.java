package dev.longshore.worker.wire;

import dev.longshore.sandbox.faults.Answer;
import dev.longshore.sandbox.faults.FaultPlan;
import dev.longshore.sandbox.faults.FaultProxy;
import dev.longshore.sandbox.faults.FaultSettings;
import dev.longshore.sandbox.faults.Forgery;
import dev.longshore.sandbox.faults.Treatment;
import dev.longshore.worker.testing.Line;
import dev.longshore.worker.testing.ShiftedClock;
import dev.longshore.worker.time.Sleeper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A proxy before each of the two services. Planned meetings come about in their order, each once; whatever else comes passes.
 *
 * <p>A refused connection is one that meets no call at the proxy: the doors are shut while the worker makes the call, and no connection is kept before.
 */
final class Front implements Line, FaultPlan, AutoCloseable {
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration DRIP = Duration.ofMillis(300);
    /** Short enough to be waited for, and long enough for a busy machine to answer within. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Queue<Meeting> planned;
    private final boolean keepsConnections;
    private final boolean stalls;
    private final List<FaultProxy> proxies = new ArrayList<>();

    Front(List<Meeting> meetings) {
        this.planned = new ArrayDeque<>(meetings);
        this.keepsConnections = meetings.stream().noneMatch(meeting -> meeting.fault() == WireFault.REFUSED);
        this.stalls = meetings.stream().anyMatch(meeting -> meeting.fault() == WireFault.STALL);
    }

    /** What has not come about. */
    synchronized List<Meeting> left() {
        return List.copyOf(planned);
    }

    @Override
    public synchronized @Nullable Treatment treat(Call call) {
        Meeting next = planned.peek();
        if (next != null && next.fault() != WireFault.REFUSED && next.operation() == Operation.of(call)) {
            planned.remove();
            return next.fault().treatment(next.operation());
        }
        return keepsConnections ? null : Forgery.of(Front::closing);
    }

    private static Answer closing(Answer answer) {
        return answer.withHeader("Connection", "close");
    }

    private synchronized boolean refuses(Method method, Object[] arguments) {
        Meeting next = planned.peek();
        boolean refused = next != null && next.fault() == WireFault.REFUSED && next.operation().isMadeBy(method.getName(), arguments);
        if (refused) {
            planned.remove();
        }
        return refused;
    }

    @Override
    public String vod(String address) {
        return before(address);
    }

    @Override
    public String cos(String address) {
        return before(address);
    }

    private String before(String address) {
        FaultSettings settings = FaultSettings.ofSeed(0).withRate(0).withTimes(STALL, DRIP);
        FaultProxy proxy = new FaultProxy(address, settings, this);
        proxies.add(proxy);
        return "127.0.0.1:" + proxy.open("worker", 0);
    }

    @Override
    public Duration patience() {
        return stalls ? PATIENCE : Line.super.patience();
    }

    @Override
    public Sleeper pauses(ShiftedClock clock) {
        return clock::pass;
    }

    @Override
    public <T> T before(Class<T> port, T adapter) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            if (!refuses(method, arguments)) {
                return invoke(method, adapter, arguments);
            }
            for (FaultProxy proxy : proxies) {
                proxy.shut();
            }
            try {
                return invoke(method, adapter, arguments);
            } finally {
                for (FaultProxy proxy : proxies) {
                    proxy.reopen();
                }
            }
        }));
    }

    private static Object invoke(Method method, Object adapter, Object[] arguments) throws Throwable {
        try {
            return method.invoke(adapter, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
    }
}
