package dev.longshore.sandbox.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.LongConsumer;

/** Copying and breaking connections. */
final class Sockets {
    /** Also of the sockets on both sides, in bytes: what the proxy holds it passes on even when the client has died, and whole parts would be as good as sent. */
    static final int BUFFER = 64 << 10;

    private Sockets() {}

    /** Closes at once, so that the other end sees a reset and not an end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }

    /**
     * Passes bytes on.
     *
     * @param length how many; -1: until the stream ends
     * @param passed hears of each piece
     * @throws EOFException if the stream ends before
     */
    static void copy(InputStream in, OutputStream out, long length, LongConsumer passed) throws IOException {
        byte[] buffer = new byte[(int) (length < 0 ? BUFFER : Math.min(Math.max(1, length), BUFFER))];
        long left = length < 0 ? Long.MAX_VALUE : length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                if (length < 0) {
                    break;
                }
                throw new EOFException(left + " bytes are missing");
            }
            out.write(buffer, 0, read);
            passed.accept(read);
            left -= read;
        }
        out.flush();
    }
}
