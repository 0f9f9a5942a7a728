package dev.longshore.worker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import dev.longshore.worker.cos.MemoryBody;
import dev.longshore.worker.cos.ObjectAddress;
import dev.longshore.worker.cos.tencent.CosObjectStore;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.ForwardProxy;
import dev.longshore.worker.testing.TlsFront;
import dev.longshore.worker.vod.SessionSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VOD and COS behind a proxy, and over TLS. */
class RoundaboutWayTest {
    @TempDir
    Path dir;

    Emulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withStore(StoreSettings.onDisk(dir.resolve("media")).withSmallestPart(1_024)));
    }

    @AfterEach
    void stop() throws Exception {
        emulator.close();
    }

    @Test
    void allCallsGoThroughAProxy() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(null)) {
            String file = PlainUpload.run("http", vod(), cos(), new HttpProxy("127.0.0.1", proxy.port(), null, null));

            assertThat(file).isNotEmpty();
            assertThat(proxy.requests()).contains("POST " + vod() + " 200", "PUT " + cos() + " 200");
        }
    }

    @Test
    void allCallsAreAuthorizedAtAProxyThatAsksForIt() throws Exception {
        HttpProxy known = new HttpProxy("127.0.0.1", 1, "user", "pass:word");
        try (ForwardProxy proxy = new ForwardProxy(known.authorization())) {
            String file = PlainUpload.run("http", vod(), cos(), new HttpProxy("127.0.0.1", proxy.port(), "user", "pass:word"));

            assertThat(file).isNotEmpty();
            assertThat(proxy.requests()).contains("POST " + vod() + " 200", "PUT " + cos() + " 200");
        }
    }

    @Test
    void aProxyThatRefusesIsNamedAsTheReason() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("Basic other")) {
            assertThatThrownBy(() -> PlainUpload.run("http", vod(), cos(), new HttpProxy("127.0.0.1", proxy.port(), "user", "wrong")))
                    .isInstanceOf(StepException.class)
                    .hasMessageContainingAll("407", "longshore.proxy.password");
        }
    }

    @Test
    void jobsWaitUntilTheProxyIsGivenTheRightPassword() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("Basic other")) {
            HttpProxy wrong = new HttpProxy("127.0.0.1", proxy.port(), "user", "wrong");
            assertThatThrownBy(() -> PlainUpload.run("http", vod(), cos(), wrong)).satisfies(RoundaboutWayTest::waits);
            try (CosObjectStore store = PlainUpload.cos("http", cos(), wrong)) {
                var address = new ObjectAddress("bucket-125", "ap-chongqing", "a.mp4", new SessionSecrets("key", "id", "secret", "token"));
                assertThatThrownBy(() -> store.initiate(address)).hasMessageContaining("longshore.proxy.password")
                        .satisfies(RoundaboutWayTest::waits);
                assertThatThrownBy(() -> store.put(address, MemoryBody.ofSize(9))).satisfies(RoundaboutWayTest::waits);
            }
        }
    }

    private static void waits(Throwable thrown) {
        assertThat(((StepException) thrown).failure().remedy()).isEqualTo(Failure.Remedy.WAIT_FOR_SERVICE);
    }

    @Test
    void aTrustedCertificateIsTakenAndAnUnknownOneIsNot() throws Exception {
        Path store = TlsFront.makeStore(dir.resolve("front.p12"));
        try (TlsFront vod = new TlsFront(store, emulator.vodPort());
                TlsFront cos = new TlsFront(store, emulator.cosPort())) {
            assertThat(overTls(trusting(store), vod.endpoint(), cos.endpoint())).startsWith("file ");
            assertThat(overTls(List.of(), vod.endpoint(), cos.endpoint())).startsWith("failed ").contains("certification path");
        }
    }

    @Test
    void httpsGoesThroughTheProxysTunnelOnceItIsAuthorized() throws Exception {
        Path store = TlsFront.makeStore(dir.resolve("front.p12"));
        HttpProxy known = new HttpProxy("127.0.0.1", 1, "user", "pass:word");
        try (TlsFront vod = new TlsFront(store, emulator.vodPort());
                TlsFront cos = new TlsFront(store, emulator.cosPort());
                ForwardProxy proxy = new ForwardProxy(known.authorization())) {
            String printed = overTls(
                    trusting(store), vod.endpoint(), cos.endpoint(), Integer.toString(proxy.port()), "user", "pass:word");

            assertThat(printed).startsWith("file ");
            assertThat(proxy.requests()).contains("CONNECT " + vod.endpoint() + " 200", "CONNECT " + cos.endpoint() + " 200")
                    .allMatch(request -> request.startsWith("CONNECT "));
        }
    }

    private static List<String> trusting(Path store) {
        return List.of("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD);
    }

    /** What the upload printed, made in a JVM of its own, for the trust store is the JVM's. */
    private String overTls(List<String> options, String... args) throws Exception {
        Path log = dir.resolve("tls-" + options.size() + ".log");
        try (JavaProcess upload = JavaProgram.ofClass("upload", PlainUpload.class)
                .jvm(options.toArray(String[]::new))
                .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .args(args)
                .start(log)) {
            assertThat(upload.awaitEnd(Duration.ofSeconds(60))).as("ended").isTrue();
        }
        return Files.readAllLines(log).stream().filter(line -> line.matches("(file|failed) .*")).findFirst().orElse(Files.readString(log));
    }

    private String vod() {
        return "127.0.0.1:" + emulator.vodPort();
    }

    private String cos() {
        return "127.0.0.1:" + emulator.cosPort();
    }
}
