package dev.longshore.worker.testing;

import java.io.IOException;
import java.net.Socket;

/** Joins two connections until both have ended. */
final class Pipes {
    private Pipes() {}

    static void join(Socket one, Socket other) throws InterruptedException {
        Thread back = Thread.ofVirtual().start(() -> copy(other, one));
        copy(one, other);
        back.join();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Ended the hard way.
        } finally {
            closeQuietly(to);
            closeQuietly(from);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
