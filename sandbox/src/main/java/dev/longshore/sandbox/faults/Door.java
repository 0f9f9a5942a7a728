package dev.longshore.sandbox.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A port of the loopback interface. While it is shut nobody listens, so connections are refused, and nobody else can take it. */
final class Door implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final String name;
    private final Consumer<Socket> visitors;
    private final int port;
    private volatile @Nullable Listener listener;
    private @Nullable Socket placeholder;

    Door(String name, int port, Consumer<Socket> visitors) {
        this.name = name;
        this.visitors = visitors;
        this.port = listen(port);
    }

    int port() {
        return port;
    }

    private record Listener(ServerSocket socket, Thread accepting) {
        /** The port is free only once nobody waits at it any more. */
        void close() throws IOException {
            socket.close();
            try {
                accepting.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int listen(int wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.setReceiveBufferSize(Sockets.BUFFER);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), BACKLOG);
            listener = new Listener(socket, Thread.ofPlatform().daemon().name("faults-" + name).start(() -> accept(socket)));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("The fault proxy can't listen on port " + wanted, e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                visitors.accept(socket.accept());
            } catch (IOException e) {
                // The door was closed, or the client was gone before it was let in.
            }
        }
    }

    synchronized void shut() throws IOException {
        Listener open = listener;
        if (open == null || placeholder != null) {
            return;
        }
        open.close();
        Socket held = new Socket();
        held.setReuseAddress(true);
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        placeholder = held;
    }

    synchronized void reopen() throws IOException {
        Socket held = placeholder;
        if (held != null) {
            held.close();
            placeholder = null;
            listen(port);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        Listener open = listener;
        if (open != null) {
            open.close();
        }
        if (placeholder != null) {
            placeholder.close();
        }
    }
}
