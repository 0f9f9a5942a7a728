package dev.longshore.worker.testkit;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls that are to fail, and what calls were made. A call is named by its operation and object, such as {@code putPart media 3}. Thread-safe. */
public final class Faults {
    /** Whether the call takes effect although it fails. */
    public enum When {
        BEFORE,
        AFTER
    }

    /** What a call does besides its work. */
    public interface Hook {
        void on(String call) throws StepException;
    }

    private record Fault(Predicate<String> calls, When when, @Nullable StepException thrown) {}

    /** Ends whoever calls there and then: nothing that a worker does about a failure is done. */
    private static final class Crash extends Error {}

    private final List<Fault> planned = new CopyOnWriteArrayList<>();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private volatile Hook hook = call -> {};

    /** The next call whose name begins so fails, once. */
    public void failNext(String calls, When when, StepException thrown) {
        planned.add(new Fault(call -> call.startsWith(calls), when, thrown));
    }

    /** The worker is lost at the next call whose name begins so. */
    public void crashNext(String calls, When when) {
        planned.add(new Fault(call -> call.startsWith(calls), when, null));
    }

    /** Runs at every call before it takes effect; may block, change the world or fail. */
    public void atEachCall(Hook hook) {
        this.hook = hook;
    }

    /** The calls that arrived, in order, failed ones included. */
    public List<String> made() {
        return List.copyOf(made);
    }

    public long made(String calls) {
        return made.stream().filter(call -> call.startsWith(calls)).count();
    }

    void before(String call) throws StepException {
        made.add(call);
        hook.on(call);
        fail(call, When.BEFORE);
    }

    void after(String call) throws StepException {
        fail(call, When.AFTER);
    }

    private void fail(String call, When when) throws StepException {
        Optional<Fault> due = planned.stream().filter(fault -> fault.when() == when && fault.calls().test(call)).findFirst();
        if (due.isPresent() && planned.remove(due.get())) {
            StepException thrown = due.get().thrown();
            if (thrown == null) {
                throw new Crash();
            }
            throw thrown;
        }
    }

    public static StepException unavailable() {
        return new StepException(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, "the service does not answer"));
    }

    public static StepException refused(String serviceCode, ErrorCode code, Remedy remedy) {
        return new StepException(
                new Failure(code.code(), code.category(), remedy, "the service refused: " + serviceCode, null, serviceCode, "no",
                        "req-refused"));
    }
}
