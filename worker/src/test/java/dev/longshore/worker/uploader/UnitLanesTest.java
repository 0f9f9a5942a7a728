package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.JOB;
import static dev.longshore.worker.uploader.Bench.MEDIA;
import static dev.longshore.worker.uploader.Bench.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testkit.Faults;
import dev.longshore.worker.testkit.RecordingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Units in flight on real threads. */
@Timeout(60)
class UnitLanesTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Bench bench = new Bench();
    private final RecordingContext context = new RecordingContext();
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger interrupted = new AtomicInteger();

    @BeforeEach
    void write() {
        bench.storage.write(MEDIA, 5 * PART, 1);
    }

    @Test
    void asManyUnitsAreInFlightAsTheSliceMayHaveAndNeverMore() {
        bench.cos.faults.atEachCall(this::waitAtTheGate);
        CompletableFuture<StepOutcome> ending = run(3, LONG);
        for (int released = 0; released < 5; released++) {
            int expected = Math.min(3, 5 - released);
            await().until(() -> gate.getQueueLength() == expected);
            gate.release();
        }
        assertThat(ending.join()).isInstanceOf(StepOutcome.SliceDone.class);
        assertThat(bench.cos.mostInFlight()).isEqualTo(3);
        assertThat(context.units()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aLostLeaseInterruptsUnitsInFlightAtOnce() {
        bench.cos.faults.atEachCall(this::waitAtTheGate);
        CompletableFuture<StepOutcome> ending = run(2, LONG);
        await().until(() -> gate.getQueueLength() == 2);
        context.loseLease();
        assertThat(ending.join()).isEqualTo(new StepOutcome.LeaseLost());
        assertThat(interrupted).hasValue(2);
        assertThat(context.receipts()).isEmpty();
    }

    @Test
    void aStoppingWorkerWaitsForUnitsInFlightWithinTheGrace() throws Exception {
        bench.cos.faults.atEachCall(this::waitAtTheGate);
        CompletableFuture<StepOutcome> ending = run(2, LONG);
        await().until(() -> gate.getQueueLength() == 2);
        context.stop();
        gate.release(2);
        assertThat(ending.get()).isEqualTo(new StepOutcome.HandedBack());
        assertThat(interrupted).hasValue(0);
        assertThat(context.units()).containsExactly(0, 1);
    }

    @Test
    void aStoppingWorkerInterruptsUnitsThatOutlastTheGrace() {
        bench.cos.faults.atEachCall(this::waitAtTheGate);
        CompletableFuture<StepOutcome> ending = run(2, Duration.ofSeconds(5));
        await().until(() -> gate.getQueueLength() == 2);
        context.stop();
        await().until(() -> {
            bench.clock.pass(Duration.ofSeconds(1));
            return ending.isDone();
        });
        assertThat(ending.join()).isEqualTo(new StepOutcome.HandedBack());
        assertThat(interrupted).hasValue(2);
    }

    @Test
    void aUnitThatIgnoresItsInterruptIsGivenUpAndNotReportedLater() {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicReference<Thread> deaf = new AtomicReference<>();
        bench.cos.faults.atEachCall(call -> {
            if (call.startsWith("putPart")) {
                deaf.set(Thread.currentThread());
                awaitUninterruptibly(stuck);
            }
        });
        CompletableFuture<StepOutcome> ending = run(1, Duration.ofSeconds(5));
        await().until(() -> bench.cos.faults.made("putPart") == 1);
        context.loseLease();
        await().until(() -> {
            bench.clock.pass(Duration.ofSeconds(1));
            return ending.isDone();
        });
        assertThat(ending.join()).isEqualTo(new StepOutcome.LeaseLost());
        stuck.countDown();
        await().until(() -> !deaf.get().isAlive());
        assertThat(bench.storage.open()).isZero();
        assertThat(context.receipts()).isEmpty();
    }

    @Test
    void otherUnitsInFlightMayEndWhenOneFails() {
        bench.cos.faults.failNext("putPart vod/1/media.mp4 1", Faults.When.BEFORE, Faults.unavailable());
        CountDownLatch second = new CountDownLatch(1);
        AtomicReference<Thread> failing = new AtomicReference<>();
        bench.cos.faults.atEachCall(call -> {
            if (call.endsWith(" 2")) {
                second.countDown();
                waitAtTheGate(call);
            } else if (call.endsWith(" 1")) {
                awaitUninterruptibly(second);
                failing.set(Thread.currentThread());
            }
        });
        CompletableFuture<StepOutcome> ending = run(2, LONG);
        await().until(() -> failing.get() != null && !failing.get().isAlive());
        gate.release();
        assertThat(Bench.failure(ending.join()).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code());
        assertThat(context.units()).containsExactly(1);
        assertThat(bench.cos.faults.made("putPart")).isEqualTo(2);
    }

    @Test
    void anInterruptedSlotInterruptsItsUnits() throws Exception {
        bench.cos.faults.atEachCall(this::waitAtTheGate);
        CompletableFuture<StepOutcome> ending = new CompletableFuture<>();
        UploadSteps worker = bench.worker(ThreadForker.virtual(), Bench.settings(LONG, true));
        Thread slot = Thread.ofVirtual().start(() -> ending.complete(worker.run(bench.first(JOB, 1, 2), context)));
        await().until(() -> gate.getQueueLength() == 2);
        context.stop();
        slot.interrupt();
        assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(new StepOutcome.HandedBack());
        await().until(() -> interrupted.get() == 2);
    }

    private CompletableFuture<StepOutcome> run(int parallelism, Duration grace) {
        UploadSteps worker = bench.worker(ThreadForker.virtual(), Bench.settings(grace, true));
        return CompletableFuture.supplyAsync(() -> worker.run(bench.first(JOB, 1, parallelism), context), Thread::startVirtualThread);
    }

    private void waitAtTheGate(String call) throws StepException {
        if (!call.startsWith("putPart")) {
            return;
        }
        try {
            gate.acquire();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            Thread.currentThread().interrupt();
            throw Faults.refused("interrupted", ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // This unit doesn't listen.
            }
        }
    }
}
