package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Report;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends reports to the ledger. Reports of one job arrive in the order in which they were sent. */
public interface Reporter {

    /** Completes when the report is durable; exceptionally if it may not be. */
    CompletableFuture<Void> send(Report report);

    /**
     * Sends a report and waits until it is durable.
     *
     * @throws ExecutionException if it may not be durable
     * @throws TimeoutException if that isn't known after {@code most}
     */
    default void sendAndWait(Report report, Duration most) throws InterruptedException, ExecutionException, TimeoutException {
        send(report).get(most.toNanos(), TimeUnit.NANOSECONDS);
    }
}
