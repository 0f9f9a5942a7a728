package dev.longshore.producer.client;

import dev.longshore.outcome.JobStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one job's states, newest only, and then its end to whoever listens, on the executor, one after the other: a listener that is slow holds up nobody but itself.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Executor executor;
    private final List<Consumer<JobStatus>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable JobStatus waiting;
    private @Nullable Runnable end;
    private boolean running;

    Delivery(Executor executor) {
        this.executor = executor;
    }

    void add(Consumer<JobStatus> listener) {
        listeners.add(listener);
    }

    void progressed(JobStatus status) {
        synchronized (this) {
            waiting = status;
        }
        run();
    }

    void ended(Runnable last) {
        synchronized (this) {
            end = last;
        }
        run();
    }

    private void run() {
        synchronized (this) {
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::deliver);
    }

    private void deliver() {
        while (true) {
            JobStatus status;
            Runnable last;
            synchronized (this) {
                status = waiting;
                last = end;
                waiting = null;
                end = null;
                if (status == null && last == null) {
                    running = false;
                    return;
                }
            }
            if (status != null) {
                listeners.forEach(listener -> tell(listener, status));
            }
            if (last != null) {
                last.run();
            }
        }
    }

    private static void tell(Consumer<JobStatus> listener, JobStatus status) {
        try {
            listener.accept(status);
        } catch (RuntimeException e) {
            LOG.warn("A progress listener of job {} failed", status.jobId(), e);
        }
    }
}
