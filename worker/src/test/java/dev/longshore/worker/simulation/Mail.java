package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.uploader.Reporter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A worker's way to the reports' topic: in order, but late, twice or not at all where there is trouble. What was sent arrives though its sender dies. */
final class Mail implements Reporter {
    private static final long MS = 1_000_000;

    private final World world;
    private final Worker worker;
    private long lastArrival;

    Mail(World world, Worker worker) {
        this.world = world;
        this.worker = worker;
    }

    @Override
    public CompletableFuture<Void> send(Report report) {
        Kernel kernel = world.kernel();
        if (worker.dead) {
            throw new Crash();
        }
        int job = world.job(report.task().jobId());
        world.workers().mishap(worker, Op.REPORT, Moment.BEFORE, job);
        Delivery fate = world.trouble().ofReport(job);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        long sent = kernel.now();
        if (fate == Delivery.LOST) {
            world.trace().add(sent, worker, "loses the report", report);
            settle(answer, report, sent, 8_000 * MS, true);
            return answer;
        }
        long delay = (1 + world.trouble().draw(Matter.REPORT_TIME, job, 20)) * MS;
        if (fate == Delivery.LATE) {
            delay += (4_000L + world.trouble().draw(Matter.REPORT_TIME, job, 30_000)) * MS;
        }
        lastArrival = Math.max(lastArrival, sent + delay);
        boolean doubted = fate == Delivery.UNACKNOWLEDGED;
        kernel.after(lastArrival - sent, () -> {
            world.partition(job).append(report, worker.name);
            world.workers().stepOf(worker, Op.REPORT, Moment.EFFECT, job);
            settle(answer, report, sent, doubted ? 8_000 * MS : 3 * MS, doubted);
        });
        if (fate == Delivery.TWICE) {
            long again = lastArrival - sent + (500L + world.trouble().draw(Matter.REPORT_TIME, job, 40_000)) * MS;
            kernel.after(again, () -> world.partition(job).append(report, worker.name));
        }
        return answer;
    }

    private void settle(CompletableFuture<Void> answer, Report report, long sent, long after, boolean lost) {
        world.kernel().after(worker, after, () -> {
            if (lost) {
                answer.completeExceptionally(new IOException("the report may not have arrived"));
            } else {
                world.oracle().acknowledged(worker, report, sent);
                answer.complete(null);
            }
        });
    }

    @Override
    public void sendAndWait(Report report, Duration most) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Void> answer = send(report);
        Signal settled = new Signal(world.kernel());
        answer.whenComplete((_, _) -> settled.wake());
        if (!settled.await(most.toNanos())) {
            throw new TimeoutException();
        }
        @Nullable Throwable failure = answer.isCompletedExceptionally() ? answer.exceptionNow() : null;
        if (failure != null) {
            throw new ExecutionException(failure);
        }
    }
}
