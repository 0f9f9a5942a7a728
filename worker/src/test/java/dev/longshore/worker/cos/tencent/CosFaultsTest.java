package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.LogWatch;
import dev.longshore.worker.testing.RawServer;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when the other side breaks off, falls silent or stops reading. */
@Timeout(30)
class CosFaultsTest {
    private static final ObjectAddress ADDRESS =
            new ObjectAddress("b-125", "ap-x", "k", new SessionSecrets("session-hidden", "AKID-temp", "sk-hidden", "token-hidden"));
    private static final Duration STALL = Duration.ofMillis(300);
    private static final int LARGE = 32 << 20;

    private RawServer server;
    private CosObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer();
        store = new CosObjectStore(new CosSettings(server.endpoint(), "http", 4, STALL.multipliedBy(10), STALL, STALL, 0, null),
                Clocks.REAL);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void readsTheRefusalOfAServerThatClosesBeforeTheBodyHasArrived() {
        String error = "<Error><Code>AccessDenied</Code><Message>not you</Message><RequestId>req-5</RequestId></Error>";
        server.behave(socket -> {
            RawServer.readHead(socket);
            socket.getOutputStream()
                    .write(("HTTP/1.1 403 Forbidden\r\nContent-Type: application/xml\r\nContent-Length: " + error.length()
                            + "\r\nConnection: close\r\n\r\n" + error)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            RawServer.readSome(socket, 1 << 20);
        });
        MemoryBody body = MemoryBody.ofSize(LARGE);

        Failure failure = failure(() -> store.put(ADDRESS, body));

        assertThat(failure.serviceCode()).isEqualTo("AccessDenied");
        assertThat(failure.requestId()).isEqualTo("req-5");
        assertThat(body.bytesSent()).isLessThan(LARGE);
    }

    @Test
    void cutsATransferThatTheServerNoLongerReads() {
        server.behave(socket -> {
            RawServer.readHead(socket);
            server.untilClosed();
        });
        MemoryBody body = MemoryBody.ofSize(LARGE);

        Failure failure = failure(() -> store.put(ADDRESS, body));

        assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code());
        assertThat(failure.message()).contains("no byte was accepted for 300 ms");
        assertThat(body.bytesSent()).isLessThan(LARGE);
    }

    @Test
    void givesUpOnAServerThatReadsAndNeverAnswers() {
        server.behave(socket -> RawServer.readSome(socket, Integer.MAX_VALUE));

        Failure failure = failure(() -> store.put(ADDRESS, MemoryBody.ofSize(1_000)));

        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.message()).contains("timed out");
    }

    @Test
    void aRepeatOpensTheSourceAnewAndCountsTheBytesOfFailedTries() {
        server.behave(socket -> RawServer.readSome(socket, 10_000));
        MemoryBody body = MemoryBody.ofSize(12_000);
        RetryingObjectStore retrying = new RetryingObjectStore(store, RetryingObjectStore.Policy.DEFAULT, pause -> {});

        failure(() -> retrying.putPart(ADDRESS, "u", 1, body));

        assertThat(body.timesOpened()).isEqualTo(4);
        assertThat(server.connections()).isEqualTo(4);
        // More than any single try could: each has sent its first 8 KiB before the server goes.
        assertThat(body.bytesSent()).isGreaterThanOrEqualTo(4 * 8_192L);
    }

    @Test
    void neitherLogsNorMessagesShowASecret() throws IOException {
        List<ThrowingCallable> calls = List.of(
                () -> store.put(ADDRESS, MemoryBody.ofSize(1)),
                () -> store.initiate(ADDRESS),
                () -> store.listParts(ADDRESS, "u"),
                () -> store.complete(ADDRESS, "u", List.of(new StoredPart(1, "e", 1))),
                () -> store.abort(ADDRESS, "u"),
                () -> store.head(ADDRESS));
        List<String> shown = new ArrayList<>();

        try (LogWatch log = new LogWatch()) {
            for (RawServer.Behaviour fault : List.<RawServer.Behaviour>of(
                    socket -> {}, socket -> answer(socket, "500 Oops"), socket -> answer(socket, "403 Forbidden"),
                    socket -> answer(socket, "rubbish"))) {
                server.behave(fault);
                calls.forEach(call -> shown.add(trace(catchThrowableOfType(Exception.class, call))));
            }
            shown.addAll(log.lines());
        }

        assertThat(shown).hasSizeGreaterThan(calls.size() * 3);
        assertThat(String.join("\n", shown)).contains("DefaultCosHttpClient").doesNotContain("hidden", "q-signature");
    }

    private static void answer(Socket socket, String status) throws IOException {
        RawServer.readHead(socket);
        socket.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String trace(Exception e) {
        if (e == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return e instanceof StepException step ? text + step.failure().toString() : text.toString();
    }

    private static Failure failure(ThrowingCallable call) {
        return catchThrowableOfType(StepException.class, call).failure();
    }
}
