package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.http.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatorTest {

    private static final EmulatorSettings DISCARDING =
            EmulatorSettings.defaults().onFreePorts().withStore(StoreSettings.discarding(Checksums.FULL));

    @Test
    void a_taken_port_fails_the_start_and_leaves_nothing(@TempDir Path directory) throws Exception {
        try (Emulator first = Emulator.start(DISCARDING)) {
            var taken = new EmulatorSettings.Listen("127.0.0.1", 0, first.cosPort(), 0);
            assertThatIOException()
                    .isThrownBy(() -> Emulator.start(
                            EmulatorSettings.defaults().withListen(taken).withStore(StoreSettings.onDisk(directory))))
                    .withMessageContaining("127.0.0.1");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void emulators_side_by_side_share_nothing() throws Exception {
        try (Emulator one = Emulator.start(DISCARDING);
                Emulator other = Emulator.start(DISCARDING);
                RealClients clients = new RealClients(one);
                EmulatorClient inspectionOfOne = new EmulatorClient(one.inspectionUri());
                EmulatorClient inspectionOfOther = new EmulatorClient(other.inspectionUri())) {
            clients.apply(request -> {});
            assertThat(inspectionOfOne.sessions()).hasSize(1);
            assertThat(inspectionOfOther.sessions()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Checksums.class)
    void discarded_bytes_are_counted_and_summed_but_can_not_be_read(Checksums checksums) throws Exception {
        var settings = EmulatorSettings.defaults().onFreePorts().withStore(StoreSettings.discarding(checksums));
        try (Emulator emulator = Emulator.start(settings);
                RealClients clients = new RealClients(emulator);
                EmulatorClient inspection = new EmulatorClient(emulator.inspectionUri())) {
            ApplyUploadResponse session = clients.apply(request -> {});
            CosRequest.of(emulator, "PUT", session).body(CosRequest.utf8("123456789")).send();
            String fileId = clients.commit(session).getFileId();

            MediaView media = inspection.media(fileId).orElseThrow();
            assertThat(media.size()).isEqualTo(9);
            assertThat(media.crc64()).isEqualTo(
                    checksums == Checksums.NONE ? null : Long.toUnsignedString(0x995dc9bbdf1939faL));
            assertThatIOException().isThrownBy(() -> inspection.content(fileId)).withMessageContaining("410");
            assertThat(inspection.calls().receivedBytes()).isEqualTo(9);
        }
    }

    @Test
    void the_inspection_only_reads_and_knows_its_paths() throws Exception {
        try (Emulator emulator = Emulator.start(DISCARDING)) {
            int port = emulator.inspectionUri().getPort();
            Map<String, String> host = Map.of("Host", "127.0.0.1:" + port);
            assertThat(RawHttp.send(port, "DELETE /_sandbox/media", host, new byte[0]).status()).isEqualTo(405);
            assertThat(RawHttp.send(port, "GET /_sandbox/nothing", host, new byte[0]).status()).isEqualTo(404);
            assertThat(RawHttp.send(port, "GET /_sandbox/media/1/content", host, new byte[0]).status()).isEqualTo(404);
            assertThat(RawHttp.send(port, "GET /_sandbox/health", host, new byte[0]).field("status")).isEqualTo("UP");
        }
    }

    @ParameterizedTest(name = "shared by all requests: {0}")
    @ValueSource(booleans = {true, false})
    void a_bandwidth_cap_makes_an_upload_last(boolean shared) throws Exception {
        long rate = 4 << 20;
        var pace = new Pace.Settings(Duration.ZERO, shared ? rate : 0, shared ? 0 : rate);
        try (Emulator emulator = Emulator.start(DISCARDING.withPace(pace));
                RealClients clients = new RealClients(emulator)) {
            ApplyUploadResponse session = clients.apply(request -> {});
            long start = System.nanoTime();
            CosRequest.of(emulator, "PUT", session).body(new byte[2 << 20]).send();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void an_answer_delay_is_waited_before_each_answer() throws Exception {
        var pace = new Pace.Settings(Duration.ofMillis(150), 0, 0);
        try (Emulator emulator = Emulator.start(DISCARDING.withPace(pace))) {
            long start = System.nanoTime();
            new Tc3Request(emulator.vodPort(), "ApplyUpload", "{\"MediaType\":\"mp4\"}").send();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void after_closing_nobody_answers() throws Exception {
        Emulator emulator = Emulator.start(DISCARDING);
        try (EmulatorClient inspection = new EmulatorClient(emulator.inspectionUri())) {
            assertThat(inspection.isHealthy()).isTrue();
            emulator.close();
            assertThat(inspection.isHealthy()).isFalse();
            assertThatThrownBy(inspection::media).isInstanceOf(IOException.class);
        }
    }

    @Test
    void keys_and_certificates_show_no_secret_in_texts() {
        assertThat(DISCARDING.toString()).doesNotContain(EmulatorSettings.SECRET_KEY);
    }
}
