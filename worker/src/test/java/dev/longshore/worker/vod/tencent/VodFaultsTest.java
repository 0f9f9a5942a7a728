package dev.longshore.worker.vod.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.RawServer;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.SessionSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to a commit when the other side breaks off or falls silent. */
@Timeout(30)
class VodFaultsTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "/media/film.mp4");
    private static final SessionSecrets SECRETS = new SessionSecrets("s", "i", "k", "t");
    private static final Duration SHORT = Duration.ofMillis(500);

    private final AtomicInteger requests = new AtomicInteger();
    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aCommitWhoseKeptAliveConnectionClosesIsNotSentAgain() throws Exception {
        server.behave(socket -> {
            readRequest(socket);
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                            + VodAnswers.APPLIED.length() + "\r\n\r\n" + VodAnswers.APPLIED)
                            .getBytes(StandardCharsets.US_ASCII));
            readRequest(socket);
        });

        try (VodMediaService vod = service(server.endpoint())) {
            vod.apply(JOB, new MediaTypes("mp4", null, "film"));
            assertThatThrownBy(() -> vod.commit(JOB, SECRETS)).isInstanceOf(CommitUnknownException.class);
        }

        assertThat(requests.get()).isEqualTo(2);
        assertThat(server.connections()).as("the commit went over the kept-alive connection, and no other was opened").isEqualTo(1);
    }

    @Test
    void aCommitThatGetsNoAnswerEndsWithinItsTimeOutAndIsLeftOpen() {
        server.behave(socket -> {
            readRequest(socket);
            server.untilClosed();
        });

        try (VodMediaService vod = service(server.endpoint())) {
            assertThatThrownBy(() -> vod.commit(JOB, SECRETS)).isInstanceOf(CommitUnknownException.class).hasMessageContaining("imeout");
        }
        assertThat(requests.get()).isEqualTo(1);
    }

    @Test
    void aCommitThatWasNeverSentIsDecided() throws IOException {
        int freePort;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = free.getLocalPort();
        }

        try (VodMediaService vod = service("127.0.0.1:" + freePort)) {
            assertThatThrownBy(() -> vod.commit(JOB, SECRETS)).isInstanceOf(StepException.class)
                    .hasMessageContaining("could not be reached");
        }
    }

    private static VodMediaService service(String endpoint) {
        return new VodMediaService(
                new VodSettings(endpoint, "http", "ap-x", SHORT, SHORT, SHORT, null),
                CredentialProfiles.ofKeys(Map.of("default", new Credential("id", "key", null))));
    }

    private void readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        String[] around = head.toString().toLowerCase(Locale.ROOT).split("content-length: ", 2);
        in.readNBytes(Integer.parseInt(around[1].substring(0, around[1].indexOf('\r'))));
        requests.incrementAndGet();
    }
}
