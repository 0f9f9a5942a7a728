package dev.longshore.worker.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LimiterTest {
    private static final int MIB = 1 << 20;

    private final AtomicLong now = new AtomicLong();

    /** Nobody need wait: time goes on by what would be waited. */
    private Limiter ticking(long limit) {
        return new Limiter(limit, now::get, (_, nanos) -> now.addAndGet(nanos));
    }

    @Test
    void aTransferTakesWhatItsBytesTakeAtTheLimit() throws InterruptedException {
        Limiter limiter = ticking(MIB);
        Pace pace = limiter.pace();
        long waited = 0;
        for (long left = 10 * MIB; left > 0; left -= pace.piece()) {
            waited += pace.await(pace.piece());
        }
        assertThat(now.get()).isCloseTo(TimeUnit.SECONDS.toNanos(10), within(TimeUnit.MILLISECONDS.toNanos(20)));
        assertThat(waited).isEqualTo(now.get());
    }

    @Test
    void transfersShareTheLimit() throws Exception {
        Limiter limiter = ticking(8 * MIB);
        CompletableFuture<?>[] transfers = new CompletableFuture<?>[64];
        for (int i = 0; i < transfers.length; i++) {
            transfers[i] = inThread(() -> {
                Pace pace = limiter.pace();
                for (int piece = 0; piece < 64; piece++) {
                    pace.await(16 * 1024);
                }
            });
        }
        CompletableFuture.allOf(transfers).get();
        assertThat(now.get()).isCloseTo(TimeUnit.SECONDS.toNanos(8), within(TimeUnit.MILLISECONDS.toNanos(80)));
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void aPieceIsWhatTheLimitLetsThroughInASixtyFourthOfASecond() {
        Limiter limiter = ticking(Limiter.LEAST);
        Pace pace = limiter.pace();
        assertThat(pace.piece()).isEqualTo(1024);
        limiter.limit(8L * MIB);
        assertThat(pace.piece()).isEqualTo(128 * 1024);
        limiter.limit(Limiter.MOST);
        assertThat(pace.piece()).isEqualTo(Integer.MAX_VALUE);
        limiter.limit(0);
        assertThat(pace.piece()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void withoutALimitNobodyWaits() throws InterruptedException {
        Pace pace = ticking(0).pace();
        assertThat(pace.await(Integer.MAX_VALUE)).isZero();
        assertThat(pace.await(Integer.MAX_VALUE)).isZero();
        assertThat(now).hasValue(0);
    }

    /** The clock stands still, so that only the change can have woken it. */
    @Test
    void whoWaitsGoesWhenTheLimitIsLifted() throws Exception {
        Limiter limiter = new Limiter(Limiter.LEAST, now::get);
        CompletableFuture<?> waits = waitsForHours(limiter);

        limiter.limit(0);

        waits.get();
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void whoWaitsHasLessToWaitWhenTheLimitIsRaised() throws Exception {
        Limiter limiter = new Limiter(Limiter.LEAST, now::get);
        CompletableFuture<?> waits = waitsForHours(limiter);

        limiter.limit(Limiter.MOST);
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        waits.get();
    }

    @Test
    void whoIsInterruptedLeavesTheQueueToTheOthers() throws Exception {
        Limiter limiter = new Limiter(Limiter.LEAST, now::get);
        Pace pace = limiter.pace();
        pace.await(1 << 30);
        Thread first = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> pace.await(1)).isInstanceOf(InterruptedException.class));
        awaitWaiting(limiter, 1);
        CompletableFuture<?> second = inThread(() -> limiter.pace().await(1));
        awaitWaiting(limiter, 2);

        first.interrupt();
        first.join();

        assertThat(limiter.waiting()).isEqualTo(1);
        limiter.limit(0);
        second.get();
    }

    @Test
    void aTransferUnderTwoLimitsKeepsTheLowerOne() throws InterruptedException {
        Pace pace = Pace.both(ticking(4 * MIB).pace(), ticking(MIB).pace());
        assertThat(pace.piece()).isEqualTo(MIB / 64);
        for (int i = 0; i < 640; i++) {
            pace.await(MIB / 64);
        }
        assertThat(now.get()).isCloseTo(TimeUnit.SECONDS.toNanos(10), within(TimeUnit.MILLISECONDS.toNanos(100)));
    }

    @Test
    void whatHasNoLimitAddsNoneToAnother() {
        Pace limited = ticking(MIB).pace();
        assertThat(Pace.both(Pace.FREE, limited)).isSameAs(limited);
        assertThat(Pace.both(limited, Pace.FREE)).isSameAs(limited);
        assertThat(Pace.both(Pace.FREE, Pace.FREE).mayLimit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, Limiter.LEAST - 1, Limiter.MOST + 1, Long.MAX_VALUE})
    void aLimitOutOfBoundsIsRefused(long limit) {
        Limiter limiter = ticking(MIB);
        assertThatThrownBy(() -> limiter.limit(limit)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("65536");
        assertThat(limiter.limit()).isEqualTo(MIB);
    }

    private CompletableFuture<?> waitsForHours(Limiter limiter) throws InterruptedException {
        Pace pace = limiter.pace();
        pace.await(1 << 30);
        CompletableFuture<?> waits = inThread(() -> pace.await(1));
        awaitWaiting(limiter, 1);
        assertThat(waits).isNotDone();
        return waits;
    }

    private static void awaitWaiting(Limiter limiter, int count) {
        while (limiter.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private static CompletableFuture<?> inThread(Work work) {
        CompletableFuture<Object> done = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                work.run();
                done.complete("done");
            } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(new ExecutionException(e));
            }
        });
        return done;
    }
}
