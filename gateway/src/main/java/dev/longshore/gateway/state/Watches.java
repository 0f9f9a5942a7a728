package dev.longshore.gateway.state;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who waits for news of which upload. Thread-safe. Telling never blocks: a watch only learns that there is something new, and looks for itself. */
public final class Watches implements AutoCloseable {
    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** One who waits; to be closed by whoever opened it. */
    public final class Watch implements AutoCloseable {
        private final String jobId;
        private final Semaphore news = new Semaphore(0);

        private Watch(String jobId) {
            this.jobId = jobId;
        }

        /** @return whether there was news since the last call, or while this one waited; at once false when the gateway stops */
        public boolean await(Duration patience) throws InterruptedException {
            boolean told = !closed && news.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
            news.drainPermits();
            return told && !closed;
        }

        @Override
        public void close() {
            watches.computeIfPresent(jobId, (_, same) -> {
                same.remove(this);
                return same.isEmpty() ? null : same;
            });
        }
    }

    public Watch watch(String jobId) {
        Watch watch = new Watch(jobId);
        watches.compute(jobId, (_, same) -> {
            Set<Watch> all = same == null ? ConcurrentHashMap.newKeySet() : same;
            all.add(watch);
            return all;
        });
        return watch;
    }

    void tell(String jobId) {
        Set<Watch> same = watches.get(jobId);
        if (same != null) {
            same.forEach(watch -> watch.news.release());
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** Wakes all who wait. */
    @Override
    public void close() {
        closed = true;
        watches.values().forEach(same -> same.forEach(watch -> watch.news.release()));
    }
}
