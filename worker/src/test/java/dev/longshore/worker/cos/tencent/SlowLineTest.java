package dev.longshore.worker.cos.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.cos.StoredBytes;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.RawServer;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.entity.BasicHttpEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lines that take many times the time-out for a part. The time-out is scaled down, not the line: what matters is how many time-outs a transfer
 * lasts. No test asserts how long anything took.
 */
@Timeout(60)
class SlowLineTest {
    private static final ObjectAddress ADDRESS =
            new ObjectAddress("b-125", "ap-x", "k", new SessionSecrets("session-hidden", "AKID-temp", "sk-hidden", "token-hidden"));
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final int MIB = 1 << 20;
    /** 1 Mbit/s. */
    private static final int SLOWEST = 125_000;

    private RawServer server;
    private CosObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.withReceiveBuffer(4 * 1024);
        store = new CosObjectStore(
                new CosSettings(server.endpoint(), "http", 4, STALL.multipliedBy(10), STALL, STALL, 0, null), Clocks.REAL);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void aPartThatTakesManyTimeoutsOnALineOfOneMegabitIsStored() throws StepException {
        MemoryBody body = MemoryBody.ofSize(MIB);
        server.behave(socket -> take(socket, body, SLOWEST));

        StoredBytes stored = store.putPart(ADDRESS, "u", 1, body);

        assertThat(stored.crc64()).isEqualTo(body.crc64());
        assertThat(server.connections()).isEqualTo(1);
    }

    /** As a proxy does that takes a body whole before it passes it on, and as the system's own buffers do. */
    @Test
    void anAnswerMayComeAsLateAsTheBodyNeedsOnALineOfOneMegabitBehindABuffer() throws StepException {
        MemoryBody body = MemoryBody.ofSize(MIB / 2);
        server.behave(socket -> {
            RawServer.readHead(socket);
            RawServer.readSome(socket, Math.toIntExact(body.length()));
            // Three times the time-out, and a quarter less than the body needs.
            passUntil(System.nanoTime() + 750_000_000L * body.length() / SLOWEST);
            answer(socket, body);
        });

        assertThat(store.putPart(ADDRESS, "u", 1, body).crc64()).isEqualTo(body.crc64());
    }

    @Test
    void aTransferThatStopsHalfWayFailsAndIsTriedAgain() throws StepException {
        MemoryBody body = MemoryBody.ofSize(8 * MIB);
        AtomicInteger tries = new AtomicInteger();
        server.behave(socket -> {
            if (tries.getAndIncrement() == 0) {
                RawServer.readHead(socket);
                RawServer.readSome(socket, MIB);
                server.untilClosed();
            } else {
                take(socket, body, 64 * MIB);
            }
        });
        RetryingObjectStore retrying = new RetryingObjectStore(store, RetryingObjectStore.Policy.DEFAULT, pause -> {});

        assertThat(retrying.putPart(ADDRESS, "u", 1, body).crc64()).isEqualTo(body.crc64());
        assertThat(body.timesOpened()).isEqualTo(2);
    }

    @Test
    void theAnswerHasTheTimeThatTheBodyNeedsAtOneMegabitAndNoMoreThanABufferHolds() {
        AnswerPatience patience = new AnswerPatience(CosSettings.DEFAULT_STALL_TIMEOUT);

        assertThat(patience.millis(new HttpPut("/"))).isEqualTo(30_000);
        assertThat(patience.millis(put(8 * MIB))).isEqualTo(30_000 + 67_108);
        assertThat(patience.millis(put(64 * MIB))).isEqualTo(30_000 + 536_870);
        assertThat(patience.millis(put(1024L * MIB))).isEqualTo(patience.millis(put(64 * MIB)));
    }

    private static HttpPut put(long bytes) {
        HttpPut put = new HttpPut("/");
        BasicHttpEntity body = new BasicHttpEntity();
        body.setContentLength(bytes);
        put.setEntity(body);
        return put;
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpSoonAfterASmallBody() {
        server.behave(socket -> {
            RawServer.readHead(socket);
            server.untilClosed();
        });

        Failure failure = catchThrowableOfType(StepException.class, () -> store.put(ADDRESS, MemoryBody.ofSize(1_000))).failure();

        assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE.code());
        assertThat(failure.remedy()).isEqualTo(Remedy.WAIT_FOR_SERVICE);
        assertThat(failure.message()).contains("timed out");
    }

    /** Reads a body at a steady rate, in pieces of 4 KiB, and answers. */
    private static void take(Socket socket, MemoryBody body, int bytesASecond) throws IOException {
        RawServer.readHead(socket);
        long began = System.nanoTime();
        for (long taken = 0; taken < body.length();) {
            int most = (int) Math.min(4 * 1024, body.length() - taken);
            if (RawServer.readSome(socket, most) < most) {
                throw new IOException("the client went away");
            }
            taken += most;
            passUntil(began + 1_000_000_000L * taken / bytesASecond);
        }
        answer(socket, body);
    }

    /** The line's own time: it can't be ticked, since the operating system is part of what is tested. */
    private static void passUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void answer(Socket socket, MemoryBody body) throws IOException {
        String crc = Long.toUnsignedString(Long.parseUnsignedLong(body.crc64(), 16));
        socket.getOutputStream()
                .write(("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nx-cos-hash-crc64ecma: " + crc + "\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
