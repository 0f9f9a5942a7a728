package dev.longshore.worker.metrics;

import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Times the calls of one service and counts the failed ones by code. Thread-safe. */
final class CallMeter {
    private final Meters meters;
    private final Metric calls;
    private final Metric errors;
    private final ErrorTable codes;
    private final LongSupplier nanos;

    CallMeter(Meters meters, Metric calls, Metric errors, ErrorTable codes, LongSupplier nanos) {
        this.meters = meters;
        this.calls = calls;
        this.errors = errors;
        this.codes = codes;
        this.nanos = nanos;
    }

    @FunctionalInterface
    interface Call<T> {
        T run() throws StepException;
    }

    <T> T run(String action, Call<T> call) throws StepException {
        long began = nanos.getAsLong();
        try {
            T answer = call.run();
            ended(action, began, "ok");
            return answer;
        } catch (StepException e) {
            failed(action, began, e.failure());
            throw e;
        } catch (RuntimeException | Error e) {
            ended(action, began, "error");
            throw e;
        }
    }

    void failed(String action, long began, Failure failure) {
        ended(action, began, Codes.callOutcome(failure));
        meters.counter(errors, action, Codes.ofService(codes, failure), Codes.category(failure.category())).increment();
    }

    void ended(String action, long began, String outcome) {
        meters.timer(calls, action, outcome).record(nanos.getAsLong() - began, TimeUnit.NANOSECONDS);
    }

    long now() {
        return nanos.getAsLong();
    }
}
