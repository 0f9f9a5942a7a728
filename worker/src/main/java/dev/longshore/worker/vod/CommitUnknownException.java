package dev.longshore.worker.vod;

import dev.longshore.worker.step.Failure;

/** CommitUpload may or may not have taken effect. */
public final class CommitUnknownException extends Exception {
    private final transient Failure failure;

    public CommitUnknownException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** What the call itself ended with. */
    public Failure failure() {
        return failure;
    }
}
