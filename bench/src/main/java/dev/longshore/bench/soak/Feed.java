package dev.longshore.bench.soak;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps so many jobs open: one that ends is followed by the next, which takes the next of the files. */
final class Feed implements AutoCloseable {
    private final List<Path> files;
    private final int open;
    private final Semaphore free;
    private final UploadClient client;
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Thread publisher;
    private volatile boolean ending;

    Feed(Settings settings, List<Path> files, int open) {
        this.files = files;
        this.open = open;
        this.free = new Semaphore(open);
        this.client = UploadClient.open(settings);
        this.publisher = Thread.ofPlatform().name("feed").start(this::publish);
    }

    private void publish() {
        try {
            for (int n = 0; !ending; n++) {
                free.acquire();
                Path file = files.get(n % files.size());
                client.submit(UploadJob.builder("soak-" + n, file.toString()).concurrentUploadNumber(1).build())
                        .result()
                        .whenComplete((result, failure) -> {
                            (failure == null ? succeeded : failed).incrementAndGet();
                            free.release();
                        });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int succeeded() {
        return succeeded.get();
    }

    int failed() {
        return failed.get();
    }

    /**
     * Publishes no more and waits for the open jobs.
     *
     * @return whether all have ended in time
     */
    boolean drain(long seconds) throws InterruptedException {
        ending = true;
        publisher.interrupt();
        publisher.join();
        return free.tryAcquire(open, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close();
    }
}
