package dev.longshore.worker.broker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many workers take tasks, by the members of a group that each of them joins once. Asked of Kafka every few seconds while somebody wants to know, and never
 * waited for: whoever asks gets the last number. It stays while Kafka can't tell. Thread-safe.
 */
public final class FleetSize implements IntSupplier, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FleetSize.class);

    static final Duration EVERY = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = 10_000;

    private final Supplier<CompletionStage<Integer>> members;
    private final Runnable closing;
    private final LongSupplier nanos;
    private final AtomicLong askedAt;
    private volatile int workers = 1;
    private volatile boolean told = true;

    /**
     * @param members asks how many members the group has; doesn't wait
     * @param closing ends the asking
     * @param nanos a clock that never goes back, in nanoseconds
     */
    FleetSize(Supplier<CompletionStage<Integer>> members, Runnable closing, LongSupplier nanos) {
        this.members = members;
        this.closing = closing;
        this.nanos = nanos;
        this.askedAt = new AtomicLong(nanos.getAsLong() - EVERY.toNanos());
    }

    /**
     * @param admin closed with what is returned
     * @param group one that each worker joins once
     * @param nanos a clock that never goes back, in nanoseconds
     */
    public static FleetSize ofGroup(Admin admin, GroupKind kind, String group, LongSupplier nanos) {
        return new FleetSize(switch (kind) {
            case SHARE -> () -> shareMembers(admin, group);
            case CLASSIC -> () -> classicMembers(admin, group);
        }, () -> admin.close(Duration.ZERO), nanos);
    }

    private static CompletionStage<Integer> shareMembers(Admin admin, String group) {
        return admin.describeShareGroups(List.of(group), new DescribeShareGroupsOptions().timeoutMs(PATIENCE_MILLIS))
                .all()
                .toCompletionStage()
                .thenApply(groups -> groups.values().stream().mapToInt(one -> one.members().size()).sum());
    }

    private static CompletionStage<Integer> classicMembers(Admin admin, String group) {
        return admin.describeConsumerGroups(List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(PATIENCE_MILLIS))
                .all()
                .toCompletionStage()
                .thenApply(groups -> groups.values().stream().mapToInt(one -> one.members().size()).sum());
    }

    /** At least 1; 1 until Kafka has told. */
    @Override
    public int getAsInt() {
        long now = nanos.getAsLong();
        long asked = askedAt.get();
        if (now - asked >= EVERY.toNanos() && askedAt.compareAndSet(asked, now)) {
            ask();
        }
        return workers;
    }

    /** Doesn't wait for an answer that is still to come. */
    @Override
    public void close() {
        closing.run();
    }

    private void ask() {
        try {
            members.get().whenComplete((count, failure) -> {
                if (failure != null) {
                    untold(failure);
                } else {
                    told(count);
                }
            });
        } catch (RuntimeException e) {
            untold(e);
        }
    }

    private void told(int count) {
        // An empty group is one that this worker hasn't joined yet.
        int now = Math.max(1, count);
        if (now != workers) {
            log.info("fleet.counted workers={}", now);
        }
        workers = now;
        told = true;
    }

    private void untold(Throwable failure) {
        if (told) {
            log.warn("fleet.uncounted workers={}, as counted last: {}", workers, failure.toString());
        }
        told = false;
    }
}
