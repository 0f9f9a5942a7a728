package dev.longshore.producer.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The submissions whose outcome is outstanding, at most so many. Thread-safe. */
final class PendingUploads {
    private final int most;
    private final Semaphore room;
    private final Map<String, List<UploadHandle>> handles = new HashMap<>();
    private @Nullable RuntimeException closed;

    PendingUploads(int most) {
        this.most = most;
        this.room = new Semaphore(most);
    }

    /** @return whether room was found in time */
    boolean enter(Duration wait) throws InterruptedException {
        return room.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    void enter() throws InterruptedException {
        room.acquire();
    }

    /** For one who has entered and publishes nothing after all. */
    void leave() {
        room.release();
    }

    /** Takes up a handle; its caller has entered. */
    void add(UploadHandle handle, @Nullable Duration timeout) {
        RuntimeException why;
        synchronized (this) {
            why = closed;
            if (why == null) {
                handles.computeIfAbsent(handle.jobId(), _ -> new ArrayList<>(1)).add(handle);
            }
        }
        if (why != null) {
            room.release();
            handle.notAccepted(why);
            return;
        }
        if (timeout != null) {
            expire(handle, timeout);
        }
    }

    private void expire(UploadHandle handle, Duration timeout) {
        CompletableFuture<Void> alarm = new CompletableFuture<>();
        handle.result().whenComplete((_, _) -> alarm.complete(null));
        var _ = alarm.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).exceptionally(_ -> {
            if (remove(handle)) {
                handle.gaveUp(new UploadTimeoutException(handle.jobId(), timeout));
            }
            return null;
        });
    }

    void notAccepted(UploadHandle handle, Throwable why) {
        if (remove(handle)) {
            handle.notAccepted(why);
        }
    }

    /** For the follower's thread. */
    void hear(Event event, @Nullable String correlationId) {
        switch (event) {
            case Event.Progressed(var status) -> of(status.jobId()).forEach(handle -> handle.progressed(status));
            case Event.Ended(var outcome) -> {
                for (UploadHandle handle : of(outcome.jobId())) {
                    if (handle.concerns(outcome, correlationId) && remove(handle)) {
                        handle.ended(outcome);
                    }
                }
            }
            case Event.CaughtUp(),Event.Forgotten(_),Event.Unreadable(_, _, _, _) -> {}
        }
    }

    private synchronized List<UploadHandle> of(@Nullable String jobId) {
        List<UploadHandle> found = jobId == null ? null : handles.get(jobId);
        return found == null ? List.of() : List.copyOf(found);
    }

    private boolean remove(UploadHandle handle) {
        synchronized (this) {
            List<UploadHandle> same = handles.get(handle.jobId());
            if (same == null || !same.remove(handle)) {
                return false;
            }
            if (same.isEmpty()) {
                handles.remove(handle.jobId());
            }
        }
        room.release();
        return true;
    }

    synchronized int size() {
        return handles.values().stream().mapToInt(List::size).sum();
    }

    /** @return whether none was left in time */
    boolean awaitNone(Duration patience) throws InterruptedException {
        if (!room.tryAcquire(most, patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        room.release(most);
        return true;
    }

    /** Gives up what is outstanding; {@code forEver} also what would come later. */
    void fail(RuntimeException why, boolean forEver) {
        List<UploadHandle> left = new ArrayList<>();
        synchronized (this) {
            if (forEver) {
                closed = why;
            }
            handles.values().forEach(left::addAll);
            handles.clear();
        }
        left.forEach(handle -> handle.gaveUp(why));
        room.release(left.size());
    }
}
