package dev.longshore.producer.client;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.UploadError;

/** A job ended without a media; {@link #error()} is the contract's whole document, with hint and request id. */
public final class UploadFailedException extends RuntimeException {
    private final transient UploadError error;

    UploadFailedException(UploadError error) {
        super("Job " + error.jobId() + ": " + error.code() + ": " + error.message());
        this.error = error;
    }

    public UploadError error() {
        return error;
    }

    /** A stable string, see {@code ErrorCode}. */
    public String code() {
        return error.code();
    }

    public ErrorCategory category() {
        return error.category();
    }

    /** Whether the same job may succeed later without a change to it. */
    public boolean retryable() {
        return error.retryable();
    }
}
