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

class MpdParserTest {
    private static final String MPD = "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT10S\">\n";

    @Test
    void representationsNameFilesByTheirBasesEachOnce() throws InvalidManifestException {
        assertThat(parse("""
                <Period>
                  <BaseURL>2026/</BaseURL>
                  <AdaptationSet>
                    <BaseURL>video/</BaseURL>
                    <SegmentBase indexRange="0-99"><Initialization range="0-49"/></SegmentBase>
                    <Representation><BaseURL>low.mp4</BaseURL></Representation>
                    <Representation><BaseURL>
                      high%20+1.mp4?token=1
                    </BaseURL></Representation>
                  </AdaptationSet>
                  <AdaptationSet contentType="text">
                    <Representation><BaseURL>海 🚢.vtt</BaseURL></Representation>
                    <Representation><BaseURL>./%E6%B5%B7 🚢.vtt</BaseURL></Representation>
                  </AdaptationSet>
                </Period>
                """)).containsExactly(
                file("2026/video/low.mp4", 7), file("2026/video/high +1.mp4", 8), file("2026/海 🚢.vtt", 13));
    }

    @Test
    void aBaseIsResolvedAsUrlsAre() throws InvalidManifestException {
        assertThat(paths("""
                <BaseURL>./</BaseURL>
                <Period><BaseURL>sub/film.mp4</BaseURL>
                  <AdaptationSet>
                    <Representation><BaseURL>other.mp4</BaseURL></Representation>
                    <Representation><BaseURL></BaseURL></Representation>
                    <Representation><BaseURL>./</BaseURL><SegmentList><SegmentURL media="1.m4s"/></SegmentList></Representation>
                    <Representation><BaseURL>deep</BaseURL><SegmentList><SegmentURL media="2.m4s"/></SegmentList></Representation>
                  </AdaptationSet>
                </Period>
                """)).containsExactly("sub/other.mp4", "sub/film.mp4", "sub/1.m4s", "sub/2.m4s");
    }

    @Test
    void eachOfSeveralBasesIsFollowed() throws InvalidManifestException {
        assertThat(paths("""
                <BaseURL>a/</BaseURL><BaseURL serviceLocation="2">b/</BaseURL>
                <Period><AdaptationSet>
                  <BaseURL>x/</BaseURL><BaseURL>y/</BaseURL>
                  <Representation id="v"><SegmentTemplate media="$Number$" duration="5" initialization="i"/></Representation>
                </AdaptationSet></Period>
                """)).containsExactlyInAnyOrder(
                "a/x/i", "b/x/i", "a/y/i", "b/y/i", "a/x/1", "a/y/1", "b/x/1", "b/y/1", "a/x/2", "a/y/2", "b/x/2", "b/y/2");
    }

    @Test
    void aListNamesSegmentsIndexesAndWhatComesFirst() throws InvalidManifestException {
        assertThat(parse("""
                <Period>
                  <SegmentList duration="5">
                    <Initialization sourceURL="i.mp4"/>
                    <RepresentationIndex sourceURL="all.idx"/>
                    <BitstreamSwitching sourceURL="switch.mp4"/>
                  </SegmentList>
                  <AdaptationSet>
                    <Representation><SegmentList>
                      <SegmentURL media="1.m4s" index="1.idx"/>
                      <SegmentURL mediaRange="0-9" media="all.mp4"/>
                      <SegmentURL mediaRange="10-19" media="all.mp4"/>
                    </SegmentList></Representation>
                    <Representation><BaseURL>single.mp4</BaseURL><SegmentList>
                      <Initialization range="0-9"/>
                      <SegmentURL mediaRange="10-19"/>
                    </SegmentList></Representation>
                  </AdaptationSet>
                </Period>
                """)).containsExactly(
                file("i.mp4", 4), file("all.idx", 5), file("switch.mp4", 6), file("1.m4s", 10), file("1.idx", 10), file("all.mp4", 11),
                file("single.mp4", 14));
    }

    @Test
    void aTemplateInheritsWhatItDoesNotSay() throws InvalidManifestException {
        assertThat(paths("""
                <Period>
                  <SegmentTemplate timescale="1000" duration="5000" initialization="$RepresentationID$/init.mp4" startNumber="0"/>
                  <AdaptationSet>
                    <SegmentTemplate media="$RepresentationID$/$Bandwidth%06d$-$Number%03d$.m4s" index="$RepresentationID$.idx"/>
                    <Representation id="low" bandwidth="100"/>
                    <Representation id="high" bandwidth="900"><SegmentTemplate startNumber="7" endNumber="7"/></Representation>
                  </AdaptationSet>
                </Period>
                """)).containsExactly(
                "low/init.mp4", "low.idx", "low/000100-000.m4s", "low/000100-001.m4s",
                "high/init.mp4", "high.idx", "high/000900-007.m4s");
    }

    @ParameterizedTest
    @CsvSource({
        "$Number$,                 1",
        "$Number%01d$,             1",
        "$Number%05d$.m4s,         00001.m4s",
        "$Number%020d$,            00000000000000000001",
        "a$$b-$Number$,            a$b-1",
        "$$$Number$$$,             $1$",
        "$RepresentationID$_$Number$, v 海_1",
        "%E6%B5%B7%20$Number$.m4s, 海 1.m4s",
        "x?n=$Number$,             x",
        "$Bandwidth$/$Number$,     128000/1",
        "$Bandwidth%08d$/$Number$, 00128000/1",
        "all.mp4,                  all.mp4",
    })
    void identifiersAreReplacedBeforeEscapesAre(String media, String path) throws InvalidManifestException {
        assertThat(paths(
                "<Period><AdaptationSet><Representation id=\"v 海\" bandwidth=\"128000\"><SegmentTemplate duration=\"10\" media=\"" + media
                        + "\"/></Representation></AdaptationSet></Period>"))
                .containsExactly(path);
    }

    @Test
    void contentProtectionEventsAndWhatIsSomebodyElsesAreLeftAlone() throws InvalidManifestException {
        assertThat(paths("""
                <ProgramInformation moreInformationURL="https://example.com/"><Title>Harbour</Title></ProgramInformation>
                <Location>https://example.com/live.mpd</Location>
                <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="https://time.example.com/"/>
                <InitializationSet id="1" initialization="common.mp4"/>
                <x:BaseURL xmlns:x="urn:x">https://example.com/</x:BaseURL>
                <Period>
                  <EventStream schemeIdUri="urn:x"><Event><BaseURL>https://example.com/</BaseURL></Event></EventStream>
                  <AdaptationSet>
                    <ContentProtection schemeIdUri="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed">
                      <pssh xmlns="urn:mpeg:cenc:2013">AAAA</pssh>
                      <laurl xmlns="https://dashif.org/CPS" licenseType="EME-1.0">https://license.example.com/</laurl>
                    </ContentProtection>
                    <Representation><BaseURL>film.mp4</BaseURL><SubRepresentation level="1"/></Representation>
                  </AdaptationSet>
                </Period>
                """)).containsExactly("common.mp4", "film.mp4");
    }

    @Test
    void aPrefixAByteOrderMarkAndCarriageReturnsAreNoMatter() throws InvalidManifestException {
        String text = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- a film -->\n"
                + "<d:MPD xmlns:d=\"urn:mpeg:DASH:schema:MPD:2011\"\n type=\"static\">\n<d:Period><d:AdaptationSet>\n"
                + "<d:Representation><d:BaseURL>a.mp4</d:BaseURL></d:Representation></d:AdaptationSet></d:Period></d:MPD>";
        assertThat(MpdParser.parse(bytes(text.replace("\n", "\r\n")))).containsExactly(file("a.mp4", 6));
    }

    @Test
    void reads20000SegmentsOfATemplateAndOfAList() throws InvalidManifestException {
        String list = IntStream.range(0, 20_000).mapToObj(i -> "<SegmentURL media=\"list/" + i + "\"/>\n").collect(Collectors.joining());
        List<Reference> references =
                parse("<Period><AdaptationSet>\n<Representation><SegmentTemplate media=\"$Number$\" endNumber=\"20000\"/>"
                        + "</Representation>\n<Representation><SegmentList>\n" + list
                        + "</SegmentList></Representation></AdaptationSet></Period>");
        assertThat(references).hasSize(40_000).contains(file("20000", 3), file("list/19999", 20_004));
    }

    @Test
    void asManyFilesAsTheLimitAreReadAndOneMoreIsRefusedWithItsLine() throws InvalidManifestException {
        String most = "<Period><AdaptationSet>\n<SegmentTemplate media=\"$Number$\" endNumber=\"100000\"/>\n<Representation/>";
        String end = "</AdaptationSet></Period>";
        assertThat(parse(most + end)).hasSize(ManifestParser.MOST_REFERENCES);
        InvalidManifestException refused =
                refusal(bytes(MPD + most + "\n<Representation><SegmentTemplate media=\"x$Number$\" endNumber=\"1\"/>"
                        + "</Representation>" + end + "</MPD>"));
        assertThat(refused).hasMessage("line 5: \"x1\" is one file too many: a manifest names at most 100000");
    }

    @Test
    void filesThatAreNamedOverAndOverEndTheReadingToo() {
        InvalidManifestException refused =
                refusal(bytes(MPD + "<Period><AdaptationSet><SegmentTemplate media=\"$Number$\" endNumber=\"100000\"/>\n"
                        + "<Representation/>".repeat(100_000) + "</AdaptationSet></Period></MPD>"));
        assertThat(refused).hasMessageContaining("at most 200000 times");
    }

    @Test
    void moreElementsThanTheLimitAreRefused() {
        InvalidManifestException refused = refusal(bytes(MPD + "<Period><AdaptationSet><Representation><SegmentList>"
                + "<SegmentURL/>".repeat(MpdXml.MOST_KEPT) + "</SegmentList></Representation></AdaptationSet></Period></MPD>"));
        assertThat(refused).hasMessage("line 2: \"<SegmentURL>\" is one element too many: at most 200000 that name files are read");
    }

    @ParameterizedTest
    @MethodSource("dev.longshore.worker.manifest.HostileMpds#all")
    void refusesWhatIsHostileAndNamesTheLine(HostilePlaylists.Case hostile) {
        InvalidManifestException refused = refusal(hostile.content());
        assertThat(refused.getMessage()).contains(hostile.words()).hasSizeLessThan(500).doesNotContain("\0");
        assertThat(refused.line()).as(refused.getMessage()).isEqualTo(hostile.line());
        if (hostile.line() > 0) {
            assertThat(refused.getMessage()).startsWith("line " + hostile.line() + ": ");
        }
    }

    @Test
    void thirtyAndMoreAreHostileEachInItsOwnWay() {
        assertThat(HostileMpds.all()).hasSizeGreaterThanOrEqualTo(30).extracting(HostilePlaylists.Case::name).doesNotHaveDuplicates();
    }

    private static Reference file(String path, int line) {
        return new Reference(path, line, Kind.FILE);
    }

    private static InvalidManifestException refusal(byte[] content) {
        InvalidManifestException refused = catchThrowableOfType(InvalidManifestException.class, () -> MpdParser.parse(content));
        assertThat(refused).isNotNull();
        return refused;
    }

    private static List<String> paths(String inside) throws InvalidManifestException {
        return parse(inside).stream().map(Reference::path).toList();
    }

    private static List<Reference> parse(String inside) throws InvalidManifestException {
        return MpdParser.parse(bytes(MPD + inside + "</MPD>"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
