package dev.longshore.worker.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.manifest.Reference.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many segments a template stands for, at the exact boundaries. */
class SegmentCountTest {

    /** Duration of the presentation, timescale, duration of a segment, files; a ? after those that may be missing. */
    @ParameterizedTest
    @CsvSource({
        "PT10S,               1,       5,       1 2",
        "PT10.000000001S,     1,       5,       1 2 3?",
        "PT9.999999999S,      1,       5,       1 2",
        "PT10.1S,             1,       5,       1 2 3?",
        "PT10.100000001S,     1,       5,       1 2 3",
        "PT5.000000001S,      1,       5,       1 2?",
        "PT5S,                1,       5,       1",
        "PT0.001S,            1,       5,       1",
        "PT1M,                1,       30,      1 2",
        "PT0H0M10.0S,         1,       5,       1 2",
        "P0Y0M0DT0H0M10S,     1,       5,       1 2",
        "P1D,                 1,       43200,   1 2",
        "PT10.01S,            30000,   60060,   1 2 3 4 5",
        "PT10.010000000000000000001S, 30000, 60060, 1 2 3 4 5 6?",
        "PT6.548027210S,      44100,   96256,   1 2 3",
        "PT6.548027211S,      44100,   96256,   1 2 3 4?",
        "PT6.549S,            44100,   96256,   1 2 3 4?",
        "PT4.0S,              1000000, 1000000, 1 2 3 4",
        "PT1S,                9223372036854775807, 9223372036854775807, 1",
    })
    void aDurationIsCountedExactly(String lasts, long timescale, long duration, String files) throws InvalidManifestException {
        String template = "<SegmentTemplate media=\"$Number$\" timescale=\"" + timescale + "\" duration=\"" + duration + "\"/>";
        assertThat(files("<MPD mediaPresentationDuration=\"" + lasts + "\"><Period>" + set(template) + "</Period></MPD>")).isEqualTo(files);
    }

    @Test
    void numbersBeginAndEndWhereTheTemplateSays() throws InvalidManifestException {
        assertThat(files(period("<SegmentTemplate media=\"$Number$\" duration=\"5\" startNumber=\"0\"/>"))).isEqualTo("0 1");
        assertThat(files(period("<SegmentTemplate media=\"$Number$\" duration=\"5\" startNumber=\"9\"/>"))).isEqualTo("9 10");
        assertThat(files(period("<SegmentTemplate media=\"$Number$\" duration=\"5\" startNumber=\"3\" endNumber=\"3\"/>"))).isEqualTo("3");
        assertThat(files(period("<SegmentTemplate media=\"$Number$\" duration=\"5\" endNumber=\"4\"/>"))).isEqualTo("1 2 3 4");
        assertThat(files(period("<SegmentTemplate media=\"$Number$\" startNumber=\"6\"/>"))).isEqualTo("6");
        assertThat(files(
                period("<SegmentTemplate media=\"$Number$\" startNumber=\"9223372036854775805\" endNumber=\"9223372036854775806\"/>")))
                .isEqualTo("9223372036854775805 9223372036854775806");
    }

    /** The entries of a timeline in a period of 10 s, in tenths of a second. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<S d='50'/><S d='50'/>                     | 0 50",
        "<S d='50' r='1'/>                          | 0 50",
        "<S t='7' d='50' r='0'/>                    | 7",
        "<S t='7' d='10'/><S t='30' d='5' r='1'/>   | 7 30 35",
        "<S t='30' d='10'/><S t='35' d='5'/>        | 30 35",
        "<S d='150' r='1'/>                         | 0 150",
        "<S d='50' r='-1'/>                         | 0 50",
        "<S d='40' r='-1'/>                         | 0 40 80",
        "<S d='99' r='-1'/>                         | 0 99?",
        "<S d='98' r='-1'/>                         | 0 98",
        "<S d='100' r='-1'/>                        | 0",
        "<S d='101' r='-1'/>                        | 0",
        "<S t='99' d='100' r='-1'/>                 | 99",
        "<S d='10' r='-1'/><S t='20' d='80'/>       | 0 10 20",
        "<S d='10' r='-1'/><S t='21' d='79'/>       | 0 10 20 21",
        "<S d='10' r='-1'/><S t='1' d='99'/>        | 0 1",
        "<S d='30'/><S d='35' r='-1'/>              | 30 65 0",
        "<S d='10' n='1'/><S d='90' n='2'/>         | 0 10",
    })
    void aTimelineIsFollowed(String entries, String times) throws InvalidManifestException {
        List<String> expected = List.of(times.split(" "));
        String template =
                "<SegmentTemplate media='$Time$' timescale='10'><SegmentTimeline>" + entries + "</SegmentTimeline></SegmentTemplate>";
        assertThat(files(period(template)).split(" ")).containsExactlyInAnyOrderElementsOf(expected);
        String numbered = template.replace("media='$Time$'", "media='$Number$' startNumber='1'");
        assertThat(files(period(numbered)).replace("?", "").split(" "))
                .containsExactly(LongStream.rangeClosed(1, expected.size()).mapToObj(String::valueOf).toArray(String[]::new));
    }

    @Test
    void aTimelineToThePeriodsEndCountsFromItsOwnZero() throws InvalidManifestException {
        String timeline = "presentationTimeOffset='1000'><SegmentTimeline><S t='1000' d='50' r='-1'/></SegmentTimeline></SegmentTemplate>";
        assertThat(files(period("<SegmentTemplate media='$Time$' timescale='10' " + timeline))).isEqualTo("1000 1050");
    }

    @Test
    void aTimelineOrADurationFurtherInCountsFirst() throws InvalidManifestException {
        String outer = "<SegmentTemplate media='$Number$'><SegmentTimeline><S d='1' r='2'/></SegmentTimeline></SegmentTemplate>";
        String duration = set(outer).replace("<Representation/>", "<Representation><SegmentTemplate duration='5'/></Representation>");
        assertThat(files("<MPD mediaPresentationDuration='PT10S'><Period>" + duration + "</Period></MPD>")).isEqualTo("1 2");
        String timeline = set("<SegmentTemplate media='$Number$' duration='5'/>").replace("<Representation/>",
                "<Representation>" + outer.replace("media='$Number$'", "") + "</Representation>");
        assertThat(files("<MPD mediaPresentationDuration='PT10S'><Period>" + timeline + "</Period></MPD>")).isEqualTo("1 2 3");
    }

    /** Three periods with segments of 2 s. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                                | start='PT4S'              | start='PT10S'  | PT12S | 2 3 1",
        "duration='PT4S'                 |                           | start='PT10S'  | PT12S | 2 3 1",
        "duration='PT4S'                 | duration='PT6S'           |                | PT12S | 2 3 1",
        "start='PT0S' duration='PT4S'    | duration='PT6S'           | duration='PT2S'|       | 2 3 1",
        "start='PT100S'                  | start='PT104S'            | start='PT110S' | PT112S | 2 3 1",
        "duration='PT2S'                 | start='PT4S'              | start='PT10S'  | PT12S | 1 3 1",
    })
    void aPeriodLastsAsLongAsItSaysElseUpToTheNextOrTheEnd(String first, String second, String third, String whole, String counts)
            throws InvalidManifestException {
        StringBuilder text = new StringBuilder(whole == null ? "<MPD>" : "<MPD mediaPresentationDuration='" + whole + "'>");
        int number = 0;
        for (String attributes : new String[] {first, second, third}) {
            String template = "<SegmentTemplate media='" + number++ + "-$Number$' duration='2'/>";
            text.append("<Period ").append(attributes == null ? "" : attributes).append(">").append(set(template)).append("</Period>");
        }
        List<String> files = List.of(files(text.append("</MPD>").toString()).split(" "));
        String counted = LongStream.range(0, 3)
                .map(period -> files.stream().filter(file -> file.startsWith(period + "-")).count())
                .mapToObj(String::valueOf)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
        assertThat(counted).isEqualTo(counts);
    }

    private static String period(String template) {
        return "<MPD mediaPresentationDuration='PT10S'><Period>" + set(template) + "</Period></MPD>";
    }

    private static String set(String template) {
        return "<AdaptationSet>" + template + "<Representation/></AdaptationSet>";
    }

    private static String files(String text) throws InvalidManifestException {
        byte[] content = text.replace("<MPD", "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011'").getBytes(StandardCharsets.UTF_8);
        return MpdParser.parse(content)
                .stream()
                .map(reference -> reference.path() + (reference.kind() == Kind.OPTIONAL ? "?" : ""))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }
}
