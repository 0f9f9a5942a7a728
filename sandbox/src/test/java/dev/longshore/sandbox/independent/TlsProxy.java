package dev.longshore.sandbox.independent;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP proxy that takes CONNECT to any host, speaks TLS in that host's name and passes every byte on to one port.
 * Closing it ends all connections.
 */
final class TlsProxy implements AutoCloseable {

    private static final int MAX_HEAD_BYTES = 8 << 10;

    private final TlsIdentity identity;
    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsProxy(TlsIdentity identity, int target, ServerSocket listener) {
        this.identity = identity;
        this.target = target;
        this.listener = listener;
    }

    static TlsProxy start(TlsIdentity identity, int target) throws IOException {
        var proxy = new TlsProxy(identity, target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("tls-proxy").start(proxy::accept);
        return proxy;
    }

    String uri() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // closed: the loop ends
            }
        }
    }

    private void serve(Socket client) {
        try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            if (!readHead(client.getInputStream()).startsWith("CONNECT ")) {
                client.getOutputStream().write("HTTP/1.1 405 Method Not Allowed\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var tls = (SSLSocket) identity.context().getSocketFactory().createSocket(client, null, true);
            tls.setUseClientMode(false);
            Thread answers = Thread.ofVirtual().start(() -> pass(server, tls));
            pass(tls, server);
            answers.join();
        } catch (IOException e) {
            // the client sees a broken connection and says so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEAD_BYTES && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client hung up");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
