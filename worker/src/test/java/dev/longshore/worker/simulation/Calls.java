package dev.longshore.worker.simulation;

import dev.longshore.worker.simulation.Chance.Matter;
import dev.longshore.worker.step.StepException;
import org.jspecify.annotations.Nullable;

/**
 * How a call goes: it takes time, and what can go wrong with it, does, before or after its effect. A request that is under way takes effect even if
 * its sender dies.
 */
final class Calls {
    private static final long MS = 1_000_000;
    /** How long a caller waits for an answer. */
    static final long PATIENCE = 20_000 * MS;

    private final Kernel kernel;
    private final Trouble trouble;
    private final Fleet fleet;
    private final Trace trace;

    /** What a call does at the service. */
    interface Effect<T> {
        T take() throws StepException;
    }

    private static final class Answer<T> {
        private @Nullable T value;
        private @Nullable StepException refusal;
        private @Nullable RuntimeException broken;

        void take(Effect<T> effect) {
            try {
                value = effect.take();
            } catch (StepException e) {
                refusal = e;
            } catch (RuntimeException e) {
                broken = e;
            }
        }

        T get() throws StepException {
            if (broken != null) {
                throw broken;
            }
            if (refusal != null) {
                throw refusal;
            }
            if (value == null) {
                throw new IllegalStateException("an answer without a value");
            }
            return value;
        }
    }

    Calls(Kernel kernel, Trouble trouble, Fleet fleet, Trace trace) {
        this.kernel = kernel;
        this.trouble = trouble;
        this.fleet = fleet;
        this.trace = trace;
    }

    /** The fault that the next call of this kind meets. */
    Fault fault(Op op) {
        return trouble.ofCall(op, job());
    }

    int job() {
        Execution execution = kernel.current().execution;
        return execution == null ? 0 : execution.job;
    }

    <T> T call(Op op, Fault fault, String about, Effect<T> effect) throws StepException {
        Strand caller = kernel.current();
        caller.requireAlive();
        int job = job();
        fleet.step(caller, op, Moment.BEFORE, job);
        trace.add(kernel.now(), caller, op, fault, about);
        Answer<T> answer = new Answer<>();
        Signal answered = new Signal(kernel);
        kernel.after(time(op, fault, job), () -> arrive(caller, op, fault, job, effect, answer, answered));
        try {
            if (!answered.await(PATIENCE)) {
                throw Fault.unanswered(op);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.unanswered(op);
        }
        fleet.step(caller, op, Moment.ANSWERED, job);
        if (!fault.takesEffect() || fault == Fault.WRONG_CHECKSUM) {
            throw fault.failure(op);
        }
        return answer.get();
    }

    private <T> void arrive(
            Strand caller, Op op, Fault fault, int job, Effect<T> effect, Answer<T> answer, Signal answered) {
        boolean cut = op.carriesBytes() && caller.host.dead && trouble.cutsBodies();
        if (fault.takesEffect() && !cut) {
            answer.take(effect);
            trace.effect(kernel.now(), caller, op);
        }
        fleet.step(caller, op, Moment.EFFECT, job);
        if (fault.answered()) {
            kernel.after((1 + trouble.draw(Matter.ANSWER_TIME, job, 30)) * MS, answered::wake);
        } else if (fault == Fault.LOST_BEFORE_EFFECT) {
            kernel.after(2_000 * MS, answered::wake);
        }
    }

    private long time(Op op, Fault fault, int job) {
        int most = op.carriesBytes() ? 2_000 : 60;
        long usual = (2 + trouble.draw(Matter.CALL_TIME, job, most)) * MS;
        return switch (fault) {
            case SLOW -> usual + (3_000L + trouble.draw(Matter.STALL_TIME, job, 15_000)) * MS;
            case STALLED -> usual + PATIENCE + trouble.draw(Matter.STALL_TIME, job, 60_000) * MS;
            default -> usual;
        };
    }
}
