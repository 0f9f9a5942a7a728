package dev.longshore.worker.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections and treats each as the test says. */
public final class RawServer implements AutoCloseable {
    private final ServerSocket listening;
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour = socket -> {};

    @FunctionalInterface
    public interface Behaviour {
        void treat(Socket socket) throws IOException, InterruptedException;
    }

    public RawServer() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** @param bytes about as many are taken off a sender's hands before somebody reads them; what a sender may hold is its own matter */
    public static RawServer withReceiveBuffer(int bytes) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReceiveBufferSize(bytes);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new RawServer(listening);
    }

    /** @param listening bound to the loopback; closed with the server */
    RawServer(ServerSocket listening) {
        this.listening = listening;
        Thread.ofVirtual().start(this::accept);
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    public int port() {
        return listening.getLocalPort();
    }

    public String endpoint() {
        return "127.0.0.1:" + port();
    }

    /** Waits until the test ends. */
    public void untilClosed() throws InterruptedException {
        closed.await();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> treat(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void treat(Socket socket) {
        try (socket) {
            behaviour.treat(socket);
        } catch (IOException | InterruptedException e) {
            // The client went first.
        }
    }

    public static void readHead(Socket socket) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return;
            }
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
    }

    public static int readSome(Socket socket, int most) throws IOException {
        byte[] piece = new byte[64 * 1024];
        int read = 0;
        while (read < most) {
            int next = socket.getInputStream().read(piece, 0, Math.min(piece.length, most - read));
            if (next < 0) {
                return read;
            }
            read += next;
        }
        return read;
    }

    /** How many connections were made. */
    public int connections() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
    }
}
