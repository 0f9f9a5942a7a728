package dev.longshore.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One raw client, one raw service: what each of them sees of every fault. */
class FaultProxyTest {
    private static final String BODY = "0123456789".repeat(1000);
    private static final String REQUEST =
            "PUT /a%20b?partNumber=1 HTTP/1.1\r\nHost: bucket.cos.region.myqcloud.com\r\nAuthorization:  odd   Spaces\r\nContent-Length: 10000\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 10\r\n\r\nabcdefghij";

    private final List<String> reached = new CopyOnWriteArrayList<>();
    private ServerSocket service;
    private FaultProxy proxy;

    @BeforeEach
    void startService() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        service.close();
    }

    @Test
    void whatIsNotHitPassesByteForByteOverOneConnection() throws IOException {
        int port = start(0, Fault.REFUSED);
        try (Socket client = connect(port)) {
            for (int i = 1; i <= 3; i++) {
                send(client, REQUEST + BODY);
                assertThat(read(client.getInputStream(), ANSWER.length())).isEqualTo(ANSWER);
                assertThat(reached).hasSize(i).containsOnly(REQUEST + BODY);
            }
        }
        await().until(() -> journal().stream().allMatch(Passage::succeeded));
        assertThat(journal()).hasSize(3).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo("/a%20b");
            assertThat(call.bodyBytes()).isEqualTo(10_000);
            assertThat(call.door()).isEqualTo("client");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "RESET_BEFORE_BODY", "STALL"})
    void nothingReachesTheServiceAndTheClientSeesAReset(Fault fault) throws IOException {
        int port = start(1, fault);
        assertThatThrownBy(() -> call(port)).isInstanceOf(SocketException.class);
        assertThat(reached).isEmpty();
        assertThat(onlyCall().fault()).isEqualTo(fault);
    }

    @Test
    void aResetInMidBodyLetsHalfOfItThrough() throws IOException {
        int port = start(1, Fault.RESET_IN_BODY);
        assertThatThrownBy(() -> call(port)).isInstanceOf(SocketException.class);
        assertThat(reached).isEmpty();
        assertThat(onlyCall().bodyBytes()).isEqualTo(5_000);
    }

    @Test
    void aLostReplyLeavesItsEffect() throws IOException {
        int port = start(1, Fault.REPLY_LOST);
        assertThatThrownBy(() -> call(port)).isInstanceOf(SocketException.class);
        assertThat(reached).containsExactly(REQUEST + BODY);
        assertThat(onlyCall().succeeded()).isFalse();
    }

    @Test
    void aTruncatedAnswerEndsInItsMiddle() throws IOException {
        int port = start(1, Fault.TRUNCATED_ANSWER);
        assertThat(call(port)).isEqualTo(ANSWER.substring(0, ANSWER.length() - 5));
        assertThat(reached).containsExactly(REQUEST + BODY);
        assertThat(onlyCall().succeeded()).isFalse();
    }

    @Test
    void aSlowDripChangesNoByte() throws IOException {
        int port = start(1, Fault.SLOW_DRIP);
        try (Socket client = connect(port)) {
            send(client, REQUEST + BODY);
            assertThat(read(client.getInputStream(), ANSWER.length())).isEqualTo(ANSWER);
        }
        assertThat(reached).containsExactly(REQUEST + BODY);
        await().until(() -> onlyCall().succeeded());
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MANY_REQUESTS", "SERVER_ERROR", "UNAVAILABLE"})
    void theProxyAnswersInTheServicesPlace(Fault fault) throws IOException {
        int port = start(1, fault);
        assertThat(call(port)).startsWith("HTTP/1.1 " + fault.status() + " ").contains("Connection: close");
        assertThat(reached).isEmpty();
        assertThat(onlyCall().status()).isEqualTo(fault.status());
    }

    @Test
    void aPlanSeesEachCallAndMayForgeTheServicesAnswer() throws IOException {
        int port = start(call -> call.target().endsWith("partNumber=1") && call.headers().get("HOST").startsWith("bucket.")
                ? Forgery.of(answer -> answer.withBody(answer.body() + "k").withHeader("Etag", "\"y\""))
                : null);
        try (Socket client = connect(port)) {
            for (int i = 1; i <= 2; i++) {
                send(client, REQUEST + BODY);
                String forged = "HTTP/1.1 200 Forged\r\netag: \"y\"\r\nContent-Length: 11\r\n\r\nabcdefghijk";
                assertThat(read(client.getInputStream(), forged.length())).isEqualTo(forged);
                assertThat(reached).hasSize(i);
            }
        }
    }

    @Test
    void aPlanMayAnswerInTheServicesPlace() throws IOException {
        int port = start(call -> Forgery.instead(new Answer(403, Map.of("x-cos-request-id", "1"), "no")));
        assertThat(call(port)).startsWith("HTTP/1.1 403 ").contains("x-cos-request-id: 1", "Connection: close").endsWith("\r\n\r\nno");
        assertThat(reached).isEmpty();
    }

    @Test
    void atAShutDoorConnectionsAreRefusedUntilItIsReopened() throws IOException {
        int port = start(0, Fault.REFUSED);
        for (int i = 0; i < 3; i++) {
            proxy.shut();
            assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class).hasMessageContaining("refused");
            proxy.reopen();
            try (Socket client = connect(port)) {
                send(client, REQUEST + BODY);
                assertThat(read(client.getInputStream(), ANSWER.length())).isEqualTo(ANSWER);
            }
        }
    }

    @Test
    void aRequestInChunksIsRefused() throws IOException {
        int port = start(0, Fault.REFUSED);
        try (Socket client = connect(port)) {
            send(client, "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(read(client.getInputStream(), Integer.MAX_VALUE)).startsWith("HTTP/1.1 411 ");
        }
        assertThat(reached).isEmpty();
    }

    @Test
    void onceCalmNothingHappensAnyMore() throws IOException {
        int port = start(1, Fault.RESET_BEFORE_BODY);
        proxy.calm();
        try (Socket client = connect(port)) {
            send(client, REQUEST + BODY);
            assertThat(read(client.getInputStream(), ANSWER.length())).isEqualTo(ANSWER);
        }
    }

    @Test
    void aClientThatDiesInMidBodyIsWrittenDownWithWhatItSent() throws IOException {
        int port = start(0, Fault.REFUSED);
        try (Socket client = connect(port)) {
            send(client, REQUEST + BODY.substring(0, 3_000));
            await().until(() -> onlyCall().bodyBytes() == 3_000);
            assertThat(onlyCall().underWay()).isTrue();
            Sockets.reset(client);
        }
        await().until(() -> !onlyCall().underWay());
        assertThat(onlyCall().bodyBytes()).isEqualTo(3_000);
        assertThat(onlyCall().status()).isZero();
    }

    @Test
    void aServiceMustBeNamedAsHostAndPort() {
        proxy = new FaultProxy("127.0.0.1:1", FaultSettings.ofSeed(1));
        assertThatThrownBy(() -> new FaultProxy("localhost", FaultSettings.ofSeed(1))).hasMessageContaining("HOST:PORT");
    }

    private int start(FaultPlan plan) {
        proxy = new FaultProxy("127.0.0.1:" + service.getLocalPort(), FaultSettings.ofSeed(1).withRate(0), plan);
        return proxy.open("client", 0);
    }

    private int start(double rate, Fault fault) {
        FaultSettings settings =
                new FaultSettings(1, rate, Set.of(fault), Duration.ofMillis(50), Duration.ofMillis(60));
        proxy = new FaultProxy("127.0.0.1:" + service.getLocalPort(), settings);
        return proxy.open("client", 0);
    }

    private List<Passage> journal() {
        return proxy.journal().all();
    }

    private Passage onlyCall() {
        assertThat(journal()).hasSize(1);
        return journal().getFirst();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String call(int port) throws IOException {
        try (Socket client = connect(port)) {
            send(client, REQUEST + BODY);
            return read(client.getInputStream(), Integer.MAX_VALUE);
        }
    }

    private static String read(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private void serve() {
        while (!service.isClosed()) {
            try {
                Socket socket = service.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            while (true) {
                String request = read(socket.getInputStream(), REQUEST.length() + BODY.length());
                if (request.length() < REQUEST.length() + BODY.length()) {
                    return;
                }
                reached.add(request);
                send(socket, ANSWER);
            }
        } catch (IOException e) {
            // The proxy broke it off.
        }
    }
}
