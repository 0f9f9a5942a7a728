package dev.longshore.worker.cos.tencent;

import dev.longshore.worker.bandwidth.Pace;
import dev.longshore.worker.cos.Body;
import dev.longshore.worker.cos.Crc64;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.http.entity.AbstractHttpEntity;

/**
 * Writes a body in large pieces and computes its checksum on the way. For one try.
 *
 * <p>A piece is as large as or larger than the HTTP client's buffers, so it goes to the socket without being copied. On a slow line pieces are small:
 * whether a transfer moves is seen at their ends only, and a piece of 128 KiB takes half a minute where 32 transfers share 1 Mbit/s. Where bandwidth is
 * limited a piece is no larger than the body's pace says, and goes when that permits; the wait is no stall.
 */
final class BodyEntity extends AbstractHttpEntity {
    private static final int LARGEST_PIECE = 128 * 1024;
    private static final int SMALLEST_PIECE = 8 * 1024;
    /** A piece that goes faster is followed by a larger one. */
    private static final Duration FAST = Duration.ofMillis(100);
    /** A piece that takes longer is followed by a smaller one. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Body body;
    private final StallWatch watch;
    private final Runnable cut;
    private final Crc64 crc = new Crc64();

    /** @param cut ends the request when it stalls */
    BodyEntity(Body body, StallWatch watch, Runnable cut) {
        this.body = body;
        this.watch = watch;
        this.cut = cut;
    }

    /** CRC-64/XZ of the bytes written. */
    long crc64() {
        return crc.value();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (Source source = new Source(body);
                StallWatch.Watched watched = watch.watch(cut)) {
            byte[] piece = new byte[Math.clamp(body.length(), 1, LARGEST_PIECE)];
            int size = SMALLEST_PIECE;
            Pace pace = body.pace();
            boolean limited = pace.mayLimit();
            for (long left = body.length(); left > 0;) {
                int read = source.read(piece, (int) Math.min(Math.min(Math.min(piece.length, size), pace.piece()), left));
                crc.update(piece, 0, read);
                if (limited) {
                    await(pace, read, watched);
                }
                write(out, piece, read, watched);
                if (limited) {
                    // A small piece would stay in the client's buffer until enough others came.
                    out.flush();
                }
                left -= read;
                size = next(size, watched.sinceMoved());
            }
        }
    }

    private static void await(Pace pace, int bytes, StallWatch.Watched watched) throws InterruptedIOException {
        watched.held();
        try {
            pace.await(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException ended = new InterruptedIOException("interrupted while it waited for bandwidth");
            ended.initCause(e);
            throw ended;
        }
    }

    private static int next(int size, Duration took) {
        if (took.compareTo(FAST) < 0) {
            return Math.min(2 * size, LARGEST_PIECE);
        }
        return took.compareTo(SLOW) > 0 ? Math.max(size / 2, SMALLEST_PIECE) : size;
    }

    private void write(OutputStream out, byte[] piece, int length, StallWatch.Watched watched) throws IOException {
        watched.moved();
        try {
            out.write(piece, 0, length);
        } catch (IOException e) {
            if (watched.stalled()) {
                SocketTimeoutException stalled =
                        new SocketTimeoutException("no byte was accepted for " + watch.timeout().toMillis() + " ms");
                stalled.initCause(e);
                throw stalled;
            }
            throw e;
        }
        body.sent(length);
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("this entity only writes");
    }

    /** Tells the source's errors from the network's. */
    private static final class Source implements AutoCloseable {
        private final InputStream in;

        Source(Body body) throws SourceReadException {
            try {
                in = body.open();
            } catch (IOException e) {
                throw new SourceReadException(e, e instanceof EOFException);
            }
        }

        int read(byte[] into, int most) throws SourceReadException {
            try {
                int read = in.read(into, 0, most);
                if (read < 0) {
                    throw new EOFException("the source ended before the length that the plan knows");
                }
                return read;
            } catch (IOException e) {
                throw new SourceReadException(e, e instanceof EOFException);
            }
        }

        @Override
        public void close() throws SourceReadException {
            try {
                in.close();
            } catch (IOException e) {
                throw new SourceReadException(e, false);
            }
        }
    }
}
