package dev.longshore.worker.uploader;

import dev.longshore.worker.plan.PlannedUnit;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.UnitReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a board's units, a bounded number side by side.
 *
 * <p>When the budget is spent, units in flight are awaited. When the worker stops or a unit has failed, they have the grace. When the lease is lost
 * they are interrupted at once.
 */
final class UnitLanes {
    private static final Logger log = LoggerFactory.getLogger(UnitLanes.class);

    private final StepRuntime runtime;
    private final StepSettings settings;
    private final TaskContext context;
    private final UnitBoard board;
    private final UnitSender sender;
    private final Consumer<UnitReceipt> receipts;

    UnitLanes(
            StepRuntime runtime,
            StepSettings settings,
            TaskContext context,
            UnitBoard board,
            UnitSender sender,
            Consumer<UnitReceipt> receipts) {
        this.runtime = runtime;
        this.settings = settings;
        this.context = context;
        this.board = board;
        this.sender = sender;
        this.receipts = receipts;
    }

    /** Returns when the units are sent or the budget is spent; throws what ended the slice otherwise. */
    void run(String name, int parallelism) throws StepException, TaskStopped, InterruptedException {
        List<Forker.Forked> lanes = new ArrayList<>();
        int wanted = board.waiting(Math.max(1, parallelism));
        try {
            for (int i = 0; i < wanted; i++) {
                lanes.add(runtime.forker().fork(name + "-" + i, this::lane));
            }
            Wait wait = new Wait(lanes);
            for (Forker.Forked lane : lanes) {
                wait.until(lane);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            lanes.forEach(Forker.Forked::interrupt);
            throw e;
        } finally {
            board.abandon();
        }
        board.settle();
    }

    private void lane() {
        for (Optional<PlannedUnit> unit = board.take(); unit.isPresent(); unit = board.take()) {
            try {
                UnitReceipt receipt = sender.send(unit.get());
                if (!board.abandoned()) {
                    receipts.accept(receipt);
                }
            } catch (StepException e) {
                board.fail(e);
            } catch (RuntimeException | Error e) {
                log.error("unit.error {}", unit.get(), e);
                board.fail(new StepException(StepFailures.unexpected(e), e));
            }
        }
    }

    /** Waits for lanes and cuts them short when there is reason to. */
    private final class Wait {
        private final List<Forker.Forked> lanes;
        private boolean draining;
        private boolean interrupted;
        private long since;

        Wait(List<Forker.Forked> lanes) {
            this.lanes = lanes;
        }

        void until(Forker.Forked lane) throws InterruptedException {
            while (!lane.join(settings.watch())) {
                if (interrupted) {
                    if (graceIsOver()) {
                        log.warn("unit.stuck: a unit in flight ignores its interrupt and is given up");
                        return;
                    }
                } else if (leaseLost()) {
                    interrupt();
                } else if (context.stopping() || board.failed()) {
                    drain();
                }
            }
        }

        private boolean leaseLost() {
            return !context.mayContinue() && !context.stopping();
        }

        private void drain() {
            if (!draining) {
                draining = true;
                since = runtime.nanos().getAsLong();
            } else if (graceIsOver()) {
                interrupt();
            }
        }

        private void interrupt() {
            if (!board.failed()) {
                board.stop();
            }
            interrupted = true;
            since = runtime.nanos().getAsLong();
            lanes.forEach(Forker.Forked::interrupt);
        }

        private boolean graceIsOver() {
            return Duration.ofNanos(runtime.nanos().getAsLong() - since).compareTo(settings.grace()) >= 0;
        }
    }
}
