package dev.longshore.sandbox.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client's connection, and the connection to the service that belongs to it. */
final class Relay implements Runnable {
    /** Shorter than the service's own, so that nobody sends a request into a connection that the service is about to close. */
    private static final int IDLE_MS = 30_000;

    private final FaultProxy proxy;
    private final String door;
    private final Socket client;
    private @Nullable Upstream upstream;

    Relay(FaultProxy proxy, String door, Socket client) {
        this.proxy = proxy;
        this.door = door;
        this.client = client;
    }

    @Override
    public void run() {
        try {
            Fault first = proxy.nextFault();
            if (first == Fault.REFUSED) {
                proxy.journal().begin(door, "CONNECT", "/", first).end();
                Sockets.reset(client);
                return;
            }
            InputStream in = new BufferedInputStream(client.getInputStream(), 64 << 10);
            HttpHead head = next(in);
            boolean more = head != null && serve(in, head, first);
            while (more) {
                head = next(in);
                more = head != null && serve(in, head, proxy.nextFault());
            }
        } catch (IOException e) {
            // Broken by us, or by one of the two ends: either way there is nothing left to relay.
        } finally {
            proxy.forget(client);
            if (upstream != null) {
                proxy.forget(upstream.socket());
            }
        }
    }

    private @Nullable HttpHead next(InputStream in) throws IOException {
        client.setSoTimeout(IDLE_MS);
        HttpHead head = HttpHead.read(in);
        client.setSoTimeout(0);
        return head;
    }

    /** Whether the connection may carry another call. */
    private boolean serve(InputStream in, HttpHead head, @Nullable Fault fault) throws IOException {
        Journal.Entry entry = proxy.journal().begin(door, head.method(), head.target(), fault);
        try {
            if (head.inChunks()) {
                answer(entry, 411);
                return false;
            }
            long length = Math.max(0, head.length());
            if (fault == Fault.STALL) {
                proxy.pause(proxy.settings().stall());
            }
            if (fault == Fault.STALL || fault == Fault.REFUSED || fault == Fault.RESET_BEFORE_BODY) {
                Sockets.reset(client);
                return false;
            }
            if (fault != null && fault.status() > 0) {
                return refuse(in, head, length, entry, fault.status());
            }
            if (upstream == null) {
                upstream = new Upstream(proxy.connect());
            }
            return new Exchange(proxy, client, upstream, entry, fault).carry(in, head, length);
        } finally {
            entry.end();
        }
    }

    /** Like the services: a client that sends its whole body before it reads gets to see the answer. */
    private boolean refuse(InputStream in, HttpHead head, long length, Journal.Entry entry, int status) throws IOException {
        boolean waits = head.says("Expect", "100-continue");
        if (!waits) {
            Sockets.copy(in, OutputStream.nullOutputStream(), length, _ -> {});
        }
        answer(entry, status);
        return false;
    }

    private void answer(Journal.Entry entry, int status) throws IOException {
        entry.answered(status);
        String head = "HTTP/1.1 " + status + " Fault\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try {
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
        } catch (SocketException e) {
            // The client didn't wait for it.
        }
    }

    /** The connection to the service. */
    record Upstream(Socket socket, InputStream in) {
        Upstream(Socket socket) throws IOException {
            this(socket, new BufferedInputStream(socket.getInputStream(), 64 << 10));
        }
    }
}
