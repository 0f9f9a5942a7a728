package dev.longshore.worker.cos.tencent;

import java.io.IOException;

/** The source of a body could not be read: not COS's fault. */
final class SourceReadException extends IOException {
    private final transient IOException reason;
    private final boolean ended;

    SourceReadException(IOException reason, boolean ended) {
        super(reason);
        this.reason = reason;
        this.ended = ended;
    }

    IOException reason() {
        return reason;
    }

    /** Whether the source has fewer bytes than it should. */
    boolean ended() {
        return ended;
    }
}
