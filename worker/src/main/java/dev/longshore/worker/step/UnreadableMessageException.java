package dev.longshore.worker.step;

import org.jspecify.annotations.Nullable;

/** An internal message that this version can't read. */
public final class UnreadableMessageException extends RuntimeException {
    UnreadableMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
