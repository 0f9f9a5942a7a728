package dev.longshore.worker.vod;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.time.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps the calls of this worker under VOD's cap, and repeats one that was refused for its rate: other workers spend the same cap. Calls wait for each
 * other in turn. Thread-safe.
 */
public final class PacedManifestService implements ManifestService {
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ManifestService service;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private final long gap;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;

    /** @param nanos a clock that never goes back, in nanoseconds */
    public PacedManifestService(ManifestService service, int callsPerSecond, LongSupplier nanos, Sleeper sleeper) {
        this.service = service;
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.gap = Duration.ofSeconds(1).dividedBy(callsPerSecond).toNanos();
        this.next = nanos.getAsLong();
    }

    @Override
    public List<String> parse(UploadJob job, String type, String content) throws StepException {
        for (int attempt = 1;; attempt++) {
            sleep(turn());
            try {
                return service.parse(job, type, content);
            } catch (StepException e) {
                if (attempt == TRIES || !e.failure().code().equals(ErrorCode.RATE_LIMITED.code())) {
                    throw e;
                }
            }
            sleep(PAUSE);
        }
    }

    /** How long to wait for the turn that is taken. */
    private Duration turn() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            long mine = next - now > 0 ? next : now;
            next = mine + gap;
            return Duration.ofNanos(mine - now);
        } finally {
            lock.unlock();
        }
    }

    /** Whoever was interrupted makes no further call: the thread's mark ends the next one. */
    private void sleep(Duration time) {
        if (!time.isPositive()) {
            return;
        }
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
