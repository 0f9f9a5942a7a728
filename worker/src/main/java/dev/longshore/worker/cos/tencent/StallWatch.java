package dev.longshore.worker.cos.tencent;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts transfers that don't move.
 *
 * <p>A socket's time-out bounds reads alone: a peer that stops reading would block a writing thread for good.
 */
final class StallWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StallWatch.class);
    private static final long SHORTEST_PERIOD_MILLIS = 10;
    private static final long LONGEST_PERIOD_MILLIS = 1_000;

    private final Duration timeout;
    private final Set<Watched> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock;
    private final ScheduledFuture<?> ticks;
    private final LongSupplier nanoTime;

    StallWatch(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("cos-stall-watch").factory());
        long period = Math.clamp(timeout.toMillis() / 4, SHORTEST_PERIOD_MILLIS, LONGEST_PERIOD_MILLIS);
        this.ticks = clock.scheduleAtFixedRate(this::cutStalled, period, period, TimeUnit.MILLISECONDS);
    }

    /** Watches from now on until the result is closed. */
    Watched watch(Runnable cut) {
        Watched watched = new Watched(cut);
        running.add(watched);
        return watched;
    }

    Duration timeout() {
        return timeout;
    }

    void cutStalled() {
        long now = nanoTime.getAsLong();
        running.stream().filter(watched -> !watched.held && now - watched.movedAt > timeout.toNanos()).forEach(this::cut);
    }

    private void cut(Watched watched) {
        if (!running.remove(watched)) {
            return;
        }
        watched.stalled = true;
        try {
            watched.cut.run();
        } catch (RuntimeException e) {
            // A throw would end the watch for all.
            log.warn("a stalled transfer could not be cut", e);
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
        clock.shutdownNow();
    }

    final class Watched implements AutoCloseable {
        private final Runnable cut;
        private volatile long movedAt = nanoTime.getAsLong();
        private volatile boolean stalled;
        private volatile boolean held;

        private Watched(Runnable cut) {
            this.cut = cut;
        }

        /** Nothing is to move before {@link #moved()}. */
        void held() {
            held = true;
        }

        void moved() {
            movedAt = nanoTime.getAsLong();
            held = false;
        }

        Duration sinceMoved() {
            return Duration.ofNanos(nanoTime.getAsLong() - movedAt);
        }

        boolean stalled() {
            return stalled;
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }
}
