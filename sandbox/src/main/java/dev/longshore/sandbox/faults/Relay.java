package dev.longshore.sandbox.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
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
    private boolean serve(InputStream in, HttpHead head, @Nullable Fault drawn) throws IOException {
        Treatment treatment = drawn != null
                ? drawn
                : proxy.planned(new FaultPlan.Call(door, head.method(), head.target(), head.headers()));
        Fault fault = treatment instanceof Fault broken ? broken : null;
        Journal.Entry entry = proxy.journal().begin(door, head.method(), head.target(), fault);
        try {
            if (head.inChunks()) {
                answer(entry, ofStatus(411), false);
                return false;
            }
            long length = Math.max(0, head.length());
            if (treatment instanceof Forgery forgery && !forgery.reachesService()) {
                Answer forged = forgery.answer().apply(Answer.NONE).withHeader("Connection", "close");
                return refuse(in, head, length, entry, forged);
            }
            if (fault == Fault.STALL) {
                proxy.pause(proxy.settings().stall());
            }
            if (fault == Fault.STALL || fault == Fault.REFUSED || fault == Fault.RESET_BEFORE_BODY) {
                Sockets.reset(client);
                return false;
            }
            if (fault != null && fault.status() > 0) {
                return refuse(in, head, length, entry, ofStatus(fault.status()));
            }
            if (upstream == null) {
                upstream = new Upstream(proxy.connect());
            }
            return new Exchange(proxy, client, upstream, entry, treatment).carry(in, head, length);
        } finally {
            entry.end();
        }
    }

    /** Like the services: a client that sends its whole body before it reads gets to see the answer. */
    private boolean refuse(InputStream in, HttpHead head, long length, Journal.Entry entry, Answer answer) throws IOException {
        boolean waits = head.says("Expect", "100-continue");
        if (!waits) {
            Sockets.copy(in, OutputStream.nullOutputStream(), length, _ -> {});
        }
        answer(entry, answer, head.method().equals("HEAD"));
        return false;
    }

    private static Answer ofStatus(int status) {
        return new Answer(status, Map.of("Connection", "close"), "");
    }

    private void answer(Journal.Entry entry, Answer answer, boolean headOnly) throws IOException {
        entry.answered(answer.status());
        try {
            client.getOutputStream().write((headOnly ? answer.withBody("") : answer).raw(answer.bytes().length));
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
