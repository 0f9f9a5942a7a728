package dev.longshore.worker.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A body could not be read to its end; tells a fault of the source from one of the network. */
public final class SourceReadException extends IOException {
    private final boolean truncated;

    public static SourceReadException truncated(String name, long position) {
        return new SourceReadException(name + " ended at byte " + position + ", before its size when it was opened", true, null);
    }

    public static SourceReadException unreadable(String name, IOException cause) {
        return new SourceReadException(name + " could not be read: " + cause.getMessage(), false, cause);
    }

    private SourceReadException(String message, boolean truncated, @Nullable Throwable cause) {
        super(message, cause);
        this.truncated = truncated;
    }

    /** Whether the file was shorter than when it was opened. */
    public boolean truncated() {
        return truncated;
    }
}
