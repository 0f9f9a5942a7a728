package dev.longshore.worker.step;

/** Ends a step with a {@link Failure}; what adapters throw for anything that went wrong with the source or a service. */
public final class StepException extends Exception {
    private final transient Failure failure;

    public StepException(Failure failure) {
        super(failure.code() + ": " + failure.message());
        this.failure = failure;
    }

    public StepException(Failure failure, Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
