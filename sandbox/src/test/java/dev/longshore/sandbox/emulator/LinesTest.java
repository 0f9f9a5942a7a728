package dev.longshore.sandbox.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.http.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Lines over real HTTP: one store behind all of them, a cap that one line's connections share and others don't. */
class LinesTest {

    @Test
    void what_goes_over_different_lines_is_one_store() throws Exception {
        try (Emulator emulator = withLines(2, 0);
                RealClients clients = new RealClients(emulator);
                EmulatorClient inspection = new EmulatorClient(emulator.inspectionUri())) {
            ApplyUploadResponse one = clients.apply(request -> {});
            ApplyUploadResponse other = clients.apply(request -> {});
            assertThat(put(emulator, 0, one, 300)).isEqualTo(200);
            assertThat(put(emulator, 1, other, 2_000)).isEqualTo(200);

            String fileOfOne = clients.commit(one).getFileId();
            String fileOfOther = clients.commit(other).getFileId();

            assertThat(inspection.media(fileOfOne).orElseThrow().size()).isEqualTo(300);
            assertThat(inspection.media(fileOfOther).orElseThrow().size()).isEqualTo(2_000);
            assertThat(inspection.lines())
                    .containsExactly(new LineView(emulator.lineUri(0).getPort(), 300), new LineView(emulator.lineUri(1).getPort(), 2_000));
        }
    }

    @Test
    void a_line_takes_calls_of_both_services() throws Exception {
        try (Emulator emulator = withLines(1, 0);
                EmulatorClient inspection = new EmulatorClient(emulator.inspectionUri())) {
            var apply = new Tc3Request(emulator.lineUri(0).getPort(), "ApplyUpload", "{\"MediaType\":\"mp4\"}");
            assertThat(apply.send().status()).isEqualTo(200);
            assertThat(inspection.sessions()).hasSize(1);
        }
    }

    @Test
    void connections_of_one_line_share_its_cap() throws Exception {
        int rate = 1 << 20;
        try (Emulator emulator = withLines(1, rate);
                RealClients clients = new RealClients(emulator);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            ApplyUploadResponse one = clients.apply(request -> {});
            ApplyUploadResponse other = clients.apply(request -> {});
            long begun = System.nanoTime();
            CompletableFuture<Integer> beside = CompletableFuture.supplyAsync(() -> put(emulator, 0, other, rate / 2), senders);
            assertThat(put(emulator, 0, one, rate / 2)).isEqualTo(200);
            assertThat(beside.join()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_full_line_holds_up_nobody_on_another() throws Exception {
        int rate = 1 << 10;
        // Were the cap shared, the other line's request would wait for longer than its client does.
        int charged = 16 * rate;
        // The emulator closes first: it frees whoever still waits for it.
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                Emulator emulator = withLines(2, rate);
                RealClients clients = new RealClients(emulator);
                EmulatorClient inspection = new EmulatorClient(emulator.inspectionUri())) {
            ApplyUploadResponse slow = clients.apply(request -> {});
            ApplyUploadResponse quick = clients.apply(request -> {});
            CompletableFuture<Integer> full = CompletableFuture.supplyAsync(() -> put(emulator, 0, slow, 8 << 20), senders);
            await().until(() -> inspection.lines().getFirst().bodyBytes() >= charged);

            assertThat(put(emulator, 1, quick, rate / 8)).isEqualTo(200);

            assertThat(full).isNotDone();
            emulator.close();
            assertThat(full).failsWithin(Duration.ofMinutes(1));
        }
    }

    private static Emulator withLines(int count, long bytesPerSecond) throws IOException {
        EmulatorSettings settings = EmulatorSettings.defaults()
                .onFreePorts()
                .withStore(StoreSettings.discarding(Checksums.CRC))
                .withPace(new Pace.Settings(Duration.ZERO, 0, 0, bytesPerSecond));
        return Emulator.start(settings.withListen(settings.listen().withLines(count)));
    }

    private static int put(Emulator emulator, int line, ApplyUploadResponse session, int bytes) {
        try {
            return CosRequest.of(emulator, "PUT", session)
                    .port(emulator.lineUri(line).getPort())
                    .body(new byte[bytes])
                    .send()
                    .status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
