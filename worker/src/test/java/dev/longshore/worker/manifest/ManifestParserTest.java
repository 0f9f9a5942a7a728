package dev.longshore.worker.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longshore.worker.manifest.Reference.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestParserTest {

    @Test
    void aMasterNamesPlaylists() throws InvalidManifestException {
        assertThat(parse("""
                #EXTM3U
                #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",URI="audio/en.m3u8"
                #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="CC",INSTREAM-ID="CC1"
                #EXT-X-SESSION-DATA:DATA-ID="com.example.title",URI="title.json"
                #EXT-X-SESSION-KEY:METHOD=AES-128,URI="keys/1.key"

                #EXT-X-STREAM-INF:BANDWIDTH=1280000,AUDIO="a"
                # a comment in between
                low/index.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=2560000,AUDIO="a"
                high/index.m3u8
                #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=86000,URI="low/iframes.m3u8"
                """)).containsExactly(
                new Reference("audio/en.m3u8", 2, Kind.MANIFEST),
                new Reference("title.json", 4, Kind.FILE),
                new Reference("keys/1.key", 5, Kind.FILE),
                new Reference("low/index.m3u8", 9, Kind.MANIFEST),
                new Reference("high/index.m3u8", 11, Kind.MANIFEST),
                new Reference("low/iframes.m3u8", 12, Kind.MANIFEST));
    }

    @Test
    void aMediaPlaylistNamesSegmentsMapsAndKeysEachOnce() throws InvalidManifestException {
        assertThat(parse("""
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:6
                #EXT-X-KEY:METHOD=SAMPLE-AES,URI="first.key",KEYFORMAT="identity"
                #EXT-X-KEY:METHOD=SAMPLE-AES,URI="second.key",KEYFORMAT="com.example.drm"
                #EXT-X-MAP:URI="main.mp4",BYTERANGE="720@0"
                #EXTINF:6.0,URI="of a title"
                #EXT-X-BYTERANGE:1000@720
                main.mp4
                #EXT-X-KEY:METHOD=NONE
                #EXTINF:6.0,
                #EXT-X-BYTERANGE:1000@1720
                main.mp4
                #EXT-X-DISCONTINUITY
                #EXT-X-MAP:URI="other init.mp4"
                #EXT-X-PROGRAM-DATE-TIME:2026-01-05T08:00:00Z
                #EXTINF:6.0,
                other/1.m4s
                #EXT-X-ENDLIST
                """)).containsExactly(
                new Reference("first.key", 4, Kind.FILE),
                new Reference("second.key", 5, Kind.FILE),
                new Reference("main.mp4", 6, Kind.FILE),
                new Reference("other init.mp4", 15, Kind.FILE),
                new Reference("other/1.m4s", 18, Kind.FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "a.ts,                  a.ts",
        "./a.ts,                a.ts",
        "sub/./a.ts,            sub/a.ts",
        "a%20b.ts,              a b.ts",
        "a b.ts,                a b.ts",
        "%E6%B5%B7.ts,          海.ts",
        "海 🚢.ts,               海 🚢.ts",
        "海%20🚢.ts,             海 🚢.ts",
        "100%25.ts,             100%.ts",
        "a.ts?token=1&x=2,      a.ts",
        "a.ts#t=1,              a.ts",
        "what%3F.ts,            what?.ts",
        "./a:b.ts,              a:b.ts",
        "...,                   ...",
        "+.ts,                  +.ts",
    })
    void aReferenceIsDecodedAsAPlayersRequestWouldBe(String uri, String path) throws InvalidManifestException {
        assertThat(parse(media(uri))).extracting(Reference::path).containsExactly(path);
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNoMatter() throws InvalidManifestException {
        assertThat(parse("\uFEFF" + media("a.ts").replace("\n", "\r\n"))).extracting(Reference::path).containsExactly("a.ts");
    }

    @Test
    void reads20000Segments() throws InvalidManifestException {
        String segments = IntStream.range(0, 20_000).mapToObj(i -> "#EXTINF:4,\nseg-" + i + ".ts\n").collect(Collectors.joining());
        List<Reference> references = parse("#EXTM3U\n#EXT-X-TARGETDURATION:4\n" + segments + "#EXT-X-ENDLIST\n");
        assertThat(references).hasSize(20_000);
        assertThat(references.getLast()).isEqualTo(new Reference("seg-19999.ts", 40_002, Kind.FILE));
    }

    @Test
    void moreFilesThanTheLimitAreRefusedWithTheFirstTooMany() {
        String segments =
                IntStream.rangeClosed(0, ManifestParser.MOST_REFERENCES)
                        .mapToObj(i -> "#EXTINF:4,\n" + i + "\n")
                        .collect(Collectors.joining());
        InvalidManifestException refused = refusal(("#EXTM3U\n#EXT-X-TARGETDURATION:4\n" + segments + "#EXT-X-ENDLIST\n").getBytes(
                StandardCharsets.UTF_8));
        assertThat(refused.line()).isEqualTo(200_004);
        assertThat(refused).hasMessageContaining("\"100000\" is one file too many");
    }

    @ParameterizedTest
    @MethodSource("dev.longshore.worker.manifest.HostilePlaylists#all")
    void refusesWhatIsHostileAndNamesTheLine(HostilePlaylists.Case hostile) {
        InvalidManifestException refused = refusal(hostile.content());
        assertThat(refused.line()).isEqualTo(hostile.line());
        assertThat(refused.getMessage()).contains(hostile.words()).hasSizeLessThan(500).doesNotContain("\0");
        if (hostile.line() > 0) {
            assertThat(refused.getMessage()).startsWith("line " + hostile.line() + ": ");
        }
    }

    @Test
    void thirtyAndMoreAreHostile() {
        assertThat(HostilePlaylists.all()).hasSizeGreaterThanOrEqualTo(30);
    }

    private static InvalidManifestException refusal(byte[] content) {
        InvalidManifestException refused = catchThrowableOfType(InvalidManifestException.class, () -> ManifestParser.parse(content));
        assertThat(refused).isNotNull();
        return refused;
    }

    private static String media(String uri) {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + uri + "\n#EXT-X-ENDLIST\n";
    }

    private static List<Reference> parse(String text) throws InvalidManifestException {
        return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
