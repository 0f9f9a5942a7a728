package dev.longshore.worker.vod.tencent;

import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;

/** A call to VOD failed. */
final class VodCallException extends Exception {
    private final transient Failure failure;
    private final boolean withoutEffect;

    VodCallException(Failure failure, boolean withoutEffect, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
        this.withoutEffect = withoutEffect;
    }

    Failure failure() {
        return failure;
    }

    /** Whether it is certain that the call has changed nothing. */
    boolean withoutEffect() {
        return withoutEffect;
    }

    StepException toStepException() {
        return new StepException(failure, this);
    }
}
