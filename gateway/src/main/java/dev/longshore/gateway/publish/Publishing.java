package dev.longshore.gateway.publish;

import dev.longshore.producer.client.Submitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Publishes, with at most so many records that Kafka has yet to acknowledge. Thread-safe. */
public final class Publishing {
    private final int most;
    private final Semaphore room;
    private final Duration timeout;

    public Publishing(int most, Duration timeout) {
        this.most = most;
        this.room = new Semaphore(most);
        this.timeout = timeout;
    }

    /**
     * Sends all and waits until Kafka has them.
     *
     * @return in the order of what was sent
     * @throws TooManyException if there is no room for all of them now; nothing was sent
     * @throws NotPublishedException if Kafka did not acknowledge all of them in time
     */
    public List<Submitted> publish(List<Supplier<CompletableFuture<Submitted>>> sends) throws InterruptedException {
        if (!room.tryAcquire(sends.size())) {
            throw new TooManyException(
                    most + " jobs at most are on their way to Kafka at a time, and there is no room for " + sends.size() + " more now");
        }
        List<CompletableFuture<Submitted>> futures = new ArrayList<>();
        for (Supplier<CompletableFuture<Submitted>> send : sends) {
            CompletableFuture<Submitted> future = sent(send);
            future.whenComplete((_, _) -> room.release());
            futures.add(future);
        }
        try {
            CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new NotPublishedException("Kafka did not take it", e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new NotPublishedException("Kafka did not acknowledge it within " + timeout, e);
        }
        return futures.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<Submitted> sent(Supplier<CompletableFuture<Submitted>> send) {
        try {
            return send.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** How many records Kafka has yet to acknowledge. */
    public int underWay() {
        return most - room.availablePermits();
    }
}
