package dev.longshore.sandbox.independent;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.region.Region;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.http.CallLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any upload client must be able to do with the emulator, and what the emulator must refuse it. */
abstract class IndependentClientContract {

    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private Emulator emulator;
    private EmulatorClient inspection;

    /** Uploads in a process of its own; the address serves as an HTTP proxy for both services. */
    abstract UploadOutcome upload(UploadOrder order, int emulatorPort) throws Exception;

    /** How many of so many small files it sends by a simple PUT; the others it sends as a single part each. */
    abstract int simplePutsOf(int smallFiles);

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withStore(StoreSettings.onDisk(Files.createDirectory(directory.resolve("store")))));
        inspection = new EmulatorClient(emulator.inspectionUri());
    }

    @AfterEach
    void stop() throws Exception {
        inspection.close();
        emulator.close();
    }

    @Test
    void a_small_file_and_its_cover_become_a_media() throws Exception {
        Path file = file("small.mp4", 300_000);
        Path cover = file("cover.jpg", 20_000);

        MediaView media = uploaded(UploadOrder.of(EmulatorSettings.SECRET_KEY, file, cover));

        assertThat(media.name()).isEqualTo("Harbour at dawn & 港");
        assertThat(media.sourceContext()).isEqualTo("job 1+1=2");
        assertThat(stored(inspection.content(media.fileId()))).isEqualTo(Files.readAllBytes(file));
        assertThat(stored(inspection.cover(media.fileId()))).isEqualTo(Files.readAllBytes(cover));
        assertThat(inspection.calls().granted("PutObject")).isEqualTo(simplePutsOf(2));
        assertThat(inspection.calls().granted("UploadPart")).isEqualTo(2 - simplePutsOf(2));
    }

    @Test
    void a_large_file_becomes_a_media_part_by_part() throws Exception {
        Path file = file("large.mp4", 12 * MIB + 345);

        MediaView media = uploaded(UploadOrder.of(EmulatorSettings.SECRET_KEY, file, null));

        assertThat(media.coverUrl()).isNull();
        assertThat(stored(inspection.content(media.fileId()))).isEqualTo(Files.readAllBytes(file));
        assertThat(inspection.calls().granted("PutObject")).isZero();
        assertThat(inspection.calls().granted("UploadPart")).isGreaterThan(1);
        assertThat(inspection.calls().granted("CompleteMultipartUpload")).isEqualTo(1);
        assertThat(inspection.uploads()).isEmpty();
    }

    @Test
    void a_playlist_is_stored_with_everything_that_it_names() throws Exception {
        Path playlist = directory.resolve("film.m3u8");
        Files.writeString(playlist, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/index.m3u8\n");
        Files.createDirectory(directory.resolve("low"));
        Files.writeString(directory.resolve("low/index.m3u8"), "#EXTM3U\n#EXTINF:4,\none.ts\n#EXT-X-ENDLIST\n");
        file("low/one.ts", 40_000);

        MediaView media = uploaded(UploadOrder.of(EmulatorSettings.SECRET_KEY, playlist, null));

        assertThat(stored(inspection.content(media.fileId()))).isEqualTo(Files.readAllBytes(playlist));
        String folder = media.path().substring(0, media.path().lastIndexOf('/'));
        for (String name : List.of("low/index.m3u8", "low/one.ts")) {
            assertThat(object(media, folder + '/' + name)).isEqualTo(Files.readAllBytes(directory.resolve(name)));
        }
        assertThat(inspection.calls().granted("ParseStreamingManifest")).isEqualTo(2);
    }

    @Test
    void a_wrong_secret_key_is_refused() throws Exception {
        Path file = file("small.mp4", 1_000);

        UploadOutcome outcome = upload(UploadOrder.of("anotherKey", file, null), emulator.vodPort());

        assertThat(outcome.fileId()).isNull();
        assertThat(outcome.error()).contains("signature does not match");
        assertThat(inspection.calls().count("ApplyUpload", "AuthFailure.SignatureFailure")).isEqualTo(1);
        assertThat(inspection.sessions()).isEmpty();
        assertThat(inspection.media()).isEmpty();
        assertThat(inspection.calls().receivedBytes()).isZero();
    }

    private MediaView uploaded(UploadOrder order) throws Exception {
        UploadOutcome outcome = upload(order, emulator.vodPort());
        assertThat(outcome.error()).isNull();
        assertThat(outcome.fileId()).isNotNull();
        List<MediaView> media = inspection.media();
        assertThat(media).singleElement().satisfies(only -> {
            assertThat(only.fileId()).isEqualTo(outcome.fileId());
            assertThat(only.mediaUrl()).isEqualTo(outcome.mediaUrl());
            assertThat(only.size()).isEqualTo(Files.size(Path.of(order.media())));
        });
        assertThat(media.getFirst().coverUrl() == null ? "" : media.getFirst().coverUrl())
                .isEqualTo(outcome.coverUrl() == null ? "" : outcome.coverUrl());
        assertThat(inspection.calls().counts()).as("refusals that the client overcame")
                .allSatisfy(count -> assertThat(count.code()).isEqualTo(CallLog.OK));
        return media.getFirst();
    }

    private Path file(String name, int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(directory.resolve(name), bytes);
    }

    /** Read with the account's own keys: the inspection shows no files beside the media's own. */
    private byte[] object(MediaView media, String path) throws IOException {
        var config = new ClientConfig(new Region(media.region()));
        config.setHttpProtocol(HttpProtocol.http);
        config.setHttpProxyIp("127.0.0.1");
        config.setHttpProxyPort(emulator.cosPort());
        var account = new BasicCOSCredentials(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY);
        var cos = new COSClient(account, config);
        try {
            return stored(cos.getObject(media.bucket(), path).getObjectContent());
        } finally {
            cos.shutdown();
        }
    }

    private static byte[] stored(InputStream content) throws IOException {
        try (content) {
            return content.readAllBytes();
        }
    }
}
