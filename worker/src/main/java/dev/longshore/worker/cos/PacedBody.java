package dev.longshore.worker.cos;

import dev.longshore.worker.bandwidth.Pace;
import java.io.IOException;
import java.io.InputStream;

/** A body that is sent no faster than one more pace permits. For one transfer, whose tries share the pace. */
public final class PacedBody implements Body {
    private final Body body;
    private final Pace pace;

    public PacedBody(Body body, Pace pace) {
        this.body = body;
        this.pace = Pace.both(body.pace(), pace);
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
    }

    @Override
    public Pace pace() {
        return pace;
    }
}
