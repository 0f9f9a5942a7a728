package dev.longshore.sandbox.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One call that reaches the service, with what is done to it on the way. */
final class Exchange {
    private static final int DRIPS = 30;

    private final FaultProxy proxy;
    private final Socket client;
    private final Relay.Upstream upstream;
    private final Journal.Entry entry;
    private final @Nullable Treatment treatment;

    Exchange(FaultProxy proxy, Socket client, Relay.Upstream upstream, Journal.Entry entry, @Nullable Treatment treatment) {
        this.proxy = proxy;
        this.client = client;
        this.upstream = upstream;
        this.entry = entry;
        this.treatment = treatment;
    }

    /** Whether the connection may carry another call. */
    boolean carry(InputStream fromClient, HttpHead request, long length) throws IOException {
        upstream.socket().getOutputStream().write(request.raw());
        // Beside the answer: a service may answer before it has the whole body, and one that is asked to say "continue" does.
        Thread sending = Thread.ofVirtual().start(() -> send(fromClient, length));
        HttpHead answer = readAnswer();
        boolean whole = pass(request, answer);
        if (sending.isAlive() && !joined(sending)) {
            return false;
        }
        return whole && !answer.says("Connection", "close") && !request.says("Connection", "close");
    }

    /** An answer that came early leaves a rest of the body: the connection is of no use any more. */
    private static boolean joined(Thread sending) {
        try {
            return sending.join(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send(InputStream fromClient, long length) {
        try {
            OutputStream out = upstream.socket().getOutputStream();
            if (treatment == Fault.RESET_IN_BODY) {
                Sockets.copy(fromClient, out, length / 2, entry::passed);
                Sockets.reset(client);
                Sockets.reset(upstream.socket());
                return;
            }
            if (treatment == Fault.SLOW_DRIP) {
                drip(fromClient, out, length, entry::passed);
            } else {
                Sockets.copy(fromClient, out, length, entry::passed);
            }
        } catch (IOException e) {
            // The service must see that no more will come, and so must whoever waits for its answer.
            Sockets.reset(upstream.socket());
        }
    }

    private HttpHead readAnswer() throws IOException {
        while (true) {
            HttpHead head = HttpHead.read(upstream.in());
            if (head == null) {
                throw new EOFException("the service closed the connection");
            }
            if (head.status() >= 200) {
                return head;
            }
            client.getOutputStream().write(head.raw());
        }
    }

    /** Passes the answer on; false where no further call may follow. */
    private boolean pass(HttpHead request, HttpHead answer) throws IOException {
        long length = bodyLength(request, answer);
        OutputStream out = client.getOutputStream();
        switch (treatment) {
            case Fault.REPLY_LOST -> {
                Sockets.copy(upstream.in(), OutputStream.nullOutputStream(), length, _ -> {});
                Sockets.reset(client);
                return false;
            }
            case Fault.TRUNCATED_ANSWER -> {
                boolean empty = length == 0;
                out.write(answer.raw(), 0, empty ? answer.raw().length / 2 : answer.raw().length);
                Sockets.copy(upstream.in(), out, Math.max(0, length / 2), _ -> {});
                return false;
            }
            case Fault.SLOW_DRIP -> {
                out.write(answer.raw());
                drip(upstream.in(), out, Math.max(0, length), _ -> {});
            }
            case Forgery forgery -> {
                return forge(forgery, request, answer, length);
            }
            case null, default -> {
                out.write(answer.raw());
                Sockets.copy(upstream.in(), out, length, _ -> {});
            }
        }
        entry.answered(answer.status());
        return length >= 0;
    }

    private boolean forge(Forgery forgery, HttpHead request, HttpHead answer, long length) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Sockets.copy(upstream.in(), body, length, _ -> {});
        Map<String, String> headers = answer.headers();
        String announced = headers.remove("content-length");
        Answer forged = forgery.answer().apply(new Answer(answer.status(), headers, body.toString(StandardCharsets.UTF_8)));
        boolean headOnly = request.method().equals("HEAD") && announced != null;
        client.getOutputStream().write(forged.raw(headOnly ? Long.parseLong(announced) : forged.bytes().length));
        entry.answered(forged.status());
        return length >= 0 && !forged.closes();
    }

    /** -1: until the service closes the connection, be it because it says so or since the proxy doesn't look into chunks. */
    private static long bodyLength(HttpHead request, HttpHead answer) throws IOException {
        boolean none = request.method().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
        return none ? 0 : answer.length();
    }

    private void drip(InputStream in, OutputStream out, long length, LongConsumer passed) throws IOException {
        Duration pause = proxy.settings().drip().dividedBy(2L * DRIPS);
        long piece = Math.max(1, length / DRIPS);
        for (long left = length; left > 0; left -= piece) {
            Sockets.copy(in, out, Math.min(piece, left), passed);
            proxy.pause(pause);
        }
    }
}
