package dev.longshore.worker.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.worker.manifest.ManifestType;
import dev.longshore.worker.source.RootedStorage;
import dev.longshore.worker.source.SourceFile;
import dev.longshore.worker.source.SourceSettings;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.testing.RecordingServer;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.tencent.VodManifestService;
import dev.longshore.worker.vod.tencent.VodSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Bundles whose manifests are read by a service over HTTP: the emulated one, or one that answers what a test wants. */
class ServiceNamesTest {
    @TempDir
    private Path temp;

    private Path show;
    private RootedStorage storage;

    @BeforeEach
    void start() throws IOException {
        show = Files.createDirectories(temp.resolve("show"));
        storage = new RootedStorage(SourceSettings.of(Map.of("media", temp)));
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    @Test
    void aMastersPlaylistsAreAskedForInTheirTurn() throws Exception {
        write("index.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/media.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh/media.m3u8\n");
        for (String rendition : List.of("low", "high")) {
            write(rendition + "/media.m3u8", "#EXTM3U\n#EXTINF:4,\n1.ts\n#EXTINF:4,\n%E6%B5%B7.ts\n#EXT-X-ENDLIST\n");
            write(rendition + "/1.ts", "one");
            write(rendition + "/海.ts", "two");
        }
        assertThat(toldByTheEmulator("index.m3u8"))
                .containsExactly("high/1.ts", "high/media.m3u8", "high/海.ts", "low/1.ts", "low/media.m3u8", "low/海.ts");
    }

    @Test
    void theFilesOfADashManifestAreToldToo() throws Exception {
        write("index.mpd", """
                <?xml version="1.0"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT9S"><Period>
                  <AdaptationSet>
                    <SegmentTemplate timescale="1000" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number%03d$.m4s">
                      <SegmentTimeline><S t="0" d="4000" r="1"/><S d="1000"/></SegmentTimeline>
                    </SegmentTemplate>
                    <Representation id="v1" bandwidth="1"/>
                  </AdaptationSet>
                  <AdaptationSet><BaseURL>audio/</BaseURL>
                    <Representation id="a1" bandwidth="1"><SegmentTemplate duration="4" startNumber="0" media="$Time$-$Number$.m4s"/></Representation>
                    <Representation id="a2" bandwidth="1"><SegmentList><Initialization sourceURL="i.mp4"/><SegmentURL media="1.m4s"/></SegmentList>
                    </Representation>
                    <Representation id="a3" bandwidth="1"><BaseURL>all.mp4</BaseURL></Representation>
                  </AdaptationSet>
                </Period></MPD>
                """);
        List<String> files = List.of("audio/0-0.m4s", "audio/1.m4s", "audio/4-1.m4s", "audio/8-2.m4s", "audio/all.mp4", "audio/i.mp4",
                "v1/001.m4s", "v1/002.m4s", "v1/003.m4s", "v1/init.mp4");
        for (String file : files) {
            write(file, file);
        }
        assertThat(toldByTheEmulator("index.mpd")).containsExactlyElementsOf(files);
    }

    @ParameterizedTest
    @CsvSource({
        "../secret.ts,                  .. segment",
        "sub/../../secret.ts,           .. segment",
        "%2e%2e/secret.ts,              .. segment",
        "/etc/passwd,                   absolute path",
        "https://cdn.example.com/a.ts,  is a URL",
        "//cdn.example.com/a.ts,        is a URL",
        "'..\\secret.ts',               backslash",
        "a%00.ts,                       control character",
        "sub//a.ts,                     empty segment",
        "link.ts,                       leads to a place outside the roots",
        "missing.ts,                    does not exist",
        "index.m3u8,                    names the manifest itself",
        "'',                            names no file",
    })
    void whateverIsToldPassesTheSameChecks(String told, String words) throws Exception {
        write("index.m3u8", "#EXTM3U\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST\n");
        write("a.ts", "a");
        Path secret = Files.writeString(Files.createTempFile("secret", ".ts"), "secret");
        Files.createSymbolicLink(show.resolve("link.ts"), secret);

        Failure failure = refusal("a.ts", told);

        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.GIVE_UP);
        assertThat(failure.field()).isEqualTo("mediaFilePath");
        assertThat(failure.message()).startsWith("index.m3u8").contains(words);
        Files.delete(secret);
    }

    @Test
    void theLineIsNamedWhereTheManifestHasJustThatReference() throws Exception {
        write("index.m3u8", "#EXTM3U\n#EXTINF:4,\n../a.ts\n#EXT-X-ENDLIST\n");
        assertThat(refusal("../a.ts").message()).startsWith("index.m3u8 line 3: \"../a.ts\" has a .. segment");
    }

    @Test
    void anAnswerWithoutFilesIsNoBundle() throws Exception {
        write("index.m3u8", "#EXTM3U\n");
        Failure failure = refusal();
        assertThat(failure.code()).isEqualTo(ErrorCode.MANIFEST_INVALID.code());
        assertThat(failure.message()).isEqualTo("index.m3u8 names no file, says VOD");
    }

    private List<String> toldByTheEmulator(String manifest) throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorSettings.defaults().onFreePorts());
                VodManifestService service = service("127.0.0.1:" + emulator.vodPort())) {
            return read(service, manifest).members().stream().map(BundleMember::path).toList();
        }
    }

    private Failure refusal(String... told) throws Exception {
        String body = JsonMapper.builder()
                .build()
                .writeValueAsString(Map.of("Response", Map.of("MediaSegmentSet", Arrays.asList(told), "RequestId", "r-1")));
        try (RecordingServer server = new RecordingServer(_ -> new RecordingServer.Answer(200, Map.of(), body));
                VodManifestService service = service(server.endpoint())) {
            StepException refused = catchThrowableOfType(StepException.class, () -> read(service, "index.m3u8"));
            assertThat(server.requests()).hasSize(1);
            return refused.failure();
        }
    }

    private Bundle read(VodManifestService service, String manifest) throws StepException {
        String path = "media:show/" + manifest;
        ManifestType type = manifest.endsWith(".mpd") ? ManifestType.DASH : ManifestType.HLS;
        try (SourceFile file = storage.open(path, "mediaFilePath")) {
            return new BundleReader(storage, ServiceNames.of(service), UploadJob.of("job-1", path)).read(path, file, type);
        }
    }

    private static VodManifestService service(String endpoint) {
        var key = new Credential(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null);
        return new VodManifestService(VodSettings.plain(endpoint), CredentialProfiles.ofKeys(Map.of("default", key)));
    }

    private void write(String path, String text) throws IOException {
        Path file = show.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
