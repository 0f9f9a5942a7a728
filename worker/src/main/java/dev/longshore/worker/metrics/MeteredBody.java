package dev.longshore.worker.metrics;

import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.cos.Body;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.InputStream;

/** Counts a body's bytes by the MiB, so that a buffer costs an addition. For one call, whose thread sends the body. */
final class MeteredBody implements Body {
    private static final long PIECE = 1 << 20;

    private final Body body;
    private final Counter sent;
    private final Pace pace;
    private long uncounted;

    MeteredBody(Body body, Counter sent, Counter waited) {
        this.body = body;
        this.sent = sent;
        this.pace = body.pace().mayLimit() ? new MeteredPace(body.pace(), waited) : Pace.FREE;
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public InputStream open() throws IOException {
        return body.open();
    }

    @Override
    public void sent(long bytes) {
        body.sent(bytes);
        uncounted += bytes;
        if (uncounted >= PIECE) {
            settle();
        }
    }

    @Override
    public Pace pace() {
        return pace;
    }

    /** Counts what is left. */
    void settle() {
        sent.increment(uncounted);
        uncounted = 0;
    }
}
