package dev.longshore.worker.step;

import dev.longshore.wire.Printable;
import org.jspecify.annotations.Nullable;

/** An internal message that this version can't read. */
public final class UnreadableMessageException extends RuntimeException {
    private static final int MOST = 500;

    /** @param message may quote the message that can't be read: it is made one short printable line */
    UnreadableMessageException(String message, @Nullable Throwable cause) {
        super(Printable.shortened(message, MOST), cause);
    }
}
