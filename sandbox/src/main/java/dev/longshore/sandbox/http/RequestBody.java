package dev.longshore.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;

/** The body of one request, read by the handling thread. The buffers handed out are only valid during the call. */
public final class RequestBody {

    /** Takes bytes as they arrive and leaves nothing in the buffer. */
    @FunctionalInterface
    public interface Receiver {

        void accept(ByteBuffer bytes) throws IOException;
    }

    private final Request request;
    private final Pace.Meter meter;
    private long received;
    private boolean ended;

    RequestBody(Request request, Pace.Meter meter) {
        this.request = request;
        this.meter = meter;
    }

    /** How many bytes have been read so far. */
    public long received() {
        return received;
    }

    /** Hands on all bytes; returns when the body has ended and throws when the client goes away before. */
    public void forEach(Receiver receiver) throws IOException {
        readWhileBelow(Long.MAX_VALUE, receiver);
    }

    /**
     * The whole body.
     *
     * @throws BodyTooLargeException when it is longer than {@code limit} bytes
     */
    public byte[] bytes(int limit) throws IOException {
        var bytes = new ByteArrayOutputStream();
        readWhileBelow(limit + 1L, chunk -> {
            var copy = new byte[chunk.remaining()];
            chunk.get(copy);
            bytes.writeBytes(copy);
        });
        if (bytes.size() > limit) {
            throw new BodyTooLargeException(limit);
        }
        return bytes.toByteArray();
    }

    /** Reads and forgets what is left; returns false when more than {@code limit} bytes were received before the end. */
    boolean discard(long limit) throws IOException {
        readWhileBelow(limit, chunk -> chunk.position(chunk.limit()));
        return ended;
    }

    private void readWhileBelow(long limit, Receiver receiver) throws IOException {
        while (!ended && received < limit) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                awaitContent();
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw new IOException("the request body broke off after " + received + " bytes", chunk.getFailure());
            }
            try {
                int bytes = chunk.remaining();
                if (bytes > 0) {
                    meter.passed(bytes);
                    received += bytes;
                    receiver.accept(chunk.getByteBuffer());
                }
                ended = chunk.isLast();
            } finally {
                chunk.release();
            }
        }
    }

    private void awaitContent() throws IOException {
        try (Blocker.Runnable available = Blocker.runnable()) {
            request.demand(available);
            available.block();
        }
    }
}
