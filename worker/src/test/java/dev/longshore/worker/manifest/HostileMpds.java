package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.HostilePlaylists.Case;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** DASH manifests that must be refused, each with the line at fault and words of the error. */
public final class HostileMpds {
    private static final String NAMESPACE = "xmlns=\"urn:mpeg:dash:schema:mpd:2011\"";
    private static final String XLINK = "xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    private static final String MPD = "<MPD " + NAMESPACE + " type=\"static\" mediaPresentationDuration=\"PT8S\">\n";
    private static final String SET = MPD + "<Period>\n<AdaptationSet>\n";
    private static final String END_OF_SET = "\n</AdaptationSet>\n</Period>\n</MPD>\n";
    private static final String FILM = "<Representation id=\"v\" bandwidth=\"1\"><BaseURL>film.mp4</BaseURL></Representation>";
    private static final String GOOD = SET + FILM + END_OF_SET;

    private HostileMpds() {}

    public static List<Case> all() {
        return Stream.of(paths(), xml(), templates(), timelines(), structure()).flatMap(List::stream).toList();
    }

    private static List<Case> paths() {
        return List.of(
                base("a URL", "https://cdn.example.com/a.mp4", "is a URL"),
                base("a file URL", "file:///etc/passwd", "is a URL"),
                base("a data URL", "data:video/mp4;base64,AAAA", "is a URL"),
                base("a drive letter", "C:\\a.mp4", "is a URL"),
                base("a host without a scheme", "//cdn.example.com/a.mp4", "is a URL"),
                base("an absolute path", "/etc/passwd", "absolute path"),
                base("a way up", "../a.mp4", ".. segment"),
                base("a way up that stays inside", "sub/../a.mp4", ".. segment"),
                base("an escaped way up", "%2e%2E/a.mp4", ".. segment"),
                base("a way up in characters of XML", "&#46;&#x2e;/a.mp4", ".. segment"),
                base("a way up in CDATA", "<![CDATA[../]]>a.mp4", ".. segment"),
                base("an escaped slash", "..%2Fa.mp4", "escaped slash"),
                base("backslashes", "..\\a.mp4", "backslash"),
                base("an escaped NUL", "a%00.mp4", "control character"),
                base("a percent sign that is none", "100%.mp4", "begins no escape"),
                base("escapes that are not UTF-8", "%ff%fe.mp4", "not UTF-8"),
                base("a name of 4 KiB", "a".repeat(4096) + ".mp4", "name of 4100 bytes"),
                base("a path of 4 KiB", "sub/".repeat(1024) + "a.mp4", "path of 4101 bytes"),
                base("a URL of 6 KiB", "a?" + "b".repeat(6144), "more than 5100 characters"),
                base("an empty segment", "sub//a.mp4", "empty segment"),
                at("a folder and no segments", 4, SET + "<Representation><BaseURL>sub/</BaseURL></Representation>" + END_OF_SET,
                        "the BaseURL of line 4 is a folder"),
                at("no name at all", 4, SET + "<Representation id=\"v\"/>" + END_OF_SET, "names no file, and no BaseURL does"),
                at("a base elsewhere", 2, MPD + "<BaseURL>http://cdn.example.com/</BaseURL>\n" + GOOD.substring(MPD.length()), "is a URL"),
                at("one of several bases elsewhere", 3,
                        MPD + "<BaseURL>a/</BaseURL>\n<BaseURL>//cdn.example.com/</BaseURL>\n" + GOOD.substring(MPD.length()), "is a URL"),
                at("paths that only together are too long", 5,
                        SET + "<BaseURL>" + "sub/".repeat(200) + "</BaseURL>\n<Representation><BaseURL>" + "sub/".repeat(13)
                                + "</BaseURL></Representation>" + END_OF_SET,
                        "path of 852 bytes"));
    }

    private static List<Case> xml() {
        String bomb = IntStream.range(1, 20)
                .mapToObj(i -> "<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        return List.of(
                whole("nothing", "", "does not begin with <"),
                whole("an HLS playlist", "#EXTM3U\n", "does not begin with <"),
                new Case("UTF-16", GOOD.getBytes(StandardCharsets.UTF_16LE), 1, "no well-formed XML"),
                binary("Latin-1", GOOD.replace("film", "été").getBytes(StandardCharsets.ISO_8859_1), "not UTF-8"),
                binary("17 MiB", new byte[17 << 20], "at most 16777216"),
                at("another encoding declared", 1, "<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n" + GOOD, "declared encoding"),
                at("an entity from a file", 1,
                        "<!DOCTYPE MPD [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + GOOD.replace("film.mp4", "&x;"), "document type"),
                at("a document type on a server", 1, "<!DOCTYPE MPD SYSTEM \"http://127.0.0.1:9/mpd.dtd\">" + GOOD, "document type"),
                at("a parameter entity", 1, "<!DOCTYPE MPD [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\">%x;]>" + GOOD, "document type"),
                at("entities that multiply", 1,
                        "<!DOCTYPE MPD [<!ENTITY e0 \"ha\">" + bomb + "]>" + GOOD.replace("film.mp4", "&e19;"), "document type"),
                at("an entity that nobody declared", 4, GOOD.replace("film.mp4", "&film;"), "no well-formed XML"),
                at("no end", 3, MPD + "<Period>\n", "no well-formed XML"),
                at("a tag that is not closed", 5, GOOD.replace("</Representation>", ""), "no well-formed XML"),
                at("two roots", 8, GOOD + GOOD, "no well-formed XML"),
                at("an attribute twice", 4, GOOD.replace("id=\"v\"", "id=\"v\" id=\"w\""), "no well-formed XML"),
                at("a prefix without a namespace", 4, GOOD.replace("<BaseURL>", "<cenc:pssh/><BaseURL>"), "no well-formed XML"),
                at("a NUL", 4, GOOD.replace("film", "\0film"), "no well-formed XML"),
                at("a NUL as a character of XML", 4, GOOD.replace("film", "&#0;film"), "no well-formed XML"),
                at("100,000 nested elements", 2, MPD + "<Period>".repeat(100_000), "<Period>"),
                at("100,000 nested elements of somebody else's", 2, MPD + "<x xmlns=\"urn:x\">".repeat(100_000), "more than 64 elements"),
                at("1,000 attributes", 4, GOOD.replace("id=\"v\"", attributes(1_000)), "200"),
                at("an attribute of a MiB", 4, GOOD.replace("id=\"v\"", "id=\"" + "v".repeat(1 << 20) + "\""),
                        "attribute of 1048576 characters"),
                at("an element's name of a MiB", 4, GOOD.replace("<BaseURL>", "<" + "b".repeat(1 << 20) + "/><BaseURL>"),
                        "no well-formed XML"));
    }

    private static List<Case> templates() {
        return List.of(
                template("4,294,967,295 segments", "media=\"$Number$\" endNumber=\"4294967295\"", "makes 4294967295 segments"),
                template("segments of a nanosecond", "media=\"$Number$\" timescale=\"1000000000\" duration=\"1\"",
                        "makes 8000000000 segments"),
                template("as many segments as there are numbers", "media=\"$Number$\" startNumber=\"0\" endNumber=\"9223372036854775807\"",
                        "makes 9223372036854775808 segments"),
                template("numbers that end", "media=\"$Number$\" startNumber=\"9223372036854775807\" duration=\"1\"",
                        "over 9223372036854775807"),
                template("a way up", "media=\"../$Number$.m4s\" duration=\"4\"", ".. segment"),
                template("a URL", "media=\"http://cdn.example.com/$Number$.m4s\" duration=\"4\"", "is a URL"),
                template("an initialization elsewhere", "media=\"$Number$.m4s\" initialization=\"/init.mp4\" duration=\"4\"",
                        "absolute path"),
                template("an index elsewhere", "media=\"$Number$.m4s\" index=\"//x/$Number$.idx\" duration=\"4\"", "is a URL"),
                template("an initialization for each segment", "media=\"$Number$.m4s\" initialization=\"$Number$.mp4\" duration=\"4\"",
                        "can't have $Number$"),
                template("an unknown identifier", "media=\"$Number$$Secret$\" duration=\"4\"", "has $Secret$"),
                template("a dollar too many", "media=\"$Number$$.m4s\" duration=\"4\"", "closes no identifier"),
                template("a number of 999,999,999 digits", "media=\"$Number%0999999999d$\" duration=\"4\"", "with a width such as"),
                template("a number of 999 digits", "media=\"$Number%0999d$\" duration=\"4\"", "name of 999 bytes"),
                template("another format", "media=\"$Number%s$\" duration=\"4\"", "with a width such as"),
                template("17 identifiers", "media=\"" + "$Number$".repeat(17) + "\" duration=\"4\"", "more than 16 identifiers"),
                template("a sequence of segments", "media=\"$Number$-$SubNumber$\" duration=\"4\"", "has $SubNumber$"),
                template("a time without a timeline", "media=\"$Time$.m4s\" duration=\"4\"", "no SegmentTimeline"),
                template("segments of no duration", "media=\"$Number$\" duration=\"0\"", "no whole number from 1"),
                template("a timescale of 0", "media=\"$Number$\" duration=\"1\" timescale=\"0\"", "no whole number from 1"),
                template("a number with an exponent", "media=\"$Number$\" duration=\"1e3\"", "no whole number from 1"),
                template("a number over 64 bit", "media=\"$Number$\" duration=\"9223372036854775808\"", "no whole number from 1"),
                template("an end before the start", "media=\"$Number$\" startNumber=\"5\" endNumber=\"4\"", "less than the startNumber"),
                template("no media", "duration=\"4\"", "has no media"),
                at("an id that leads up", 5, SET + "<SegmentTemplate duration=\"4\" initialization=\"i\"/>\n"
                        + "<Representation id=\"../..\"><SegmentTemplate media=\"$RepresentationID$/$Number$\"/></Representation>"
                        + END_OF_SET,
                        ".. segment"),
                at("an id that is none", 4, SET + "<SegmentTemplate duration=\"4\" media=\"$RepresentationID$/$Number$\"/>\n"
                        + "<Representation/>" + END_OF_SET, "needs the representation's id"),
                at("an attribute on a line of its own", 6,
                        SET + "<Representation><SegmentTemplate\n  duration=\"4\"\n  media='../$Number$'\n"
                                + "  initialization=\"media='i'\"/></Representation>" + END_OF_SET,
                        ".. segment"),
                at("no duration of anything", 4, SET.replace("mediaPresentationDuration=\"PT8S\"", "")
                        + "<SegmentTemplate media=\"$Number$\" duration=\"1\"/><Representation/>" + END_OF_SET, "can't be counted"));
    }

    private static List<Case> timelines() {
        return List.of(
                timeline("a segment 2,147,483,648 times", "<S t=\"0\" d=\"1\" r=\"2147483647\"/>", "makes 2147483648 segments"),
                timeline("repeats beyond all numbers", "<S t=\"0\" d=\"1\" r=\"99999999999999999999\"/>", "no whole number"),
                timeline("times beyond all numbers", "<S t=\"9223372036854775807\" d=\"9223372036854775807\" r=\"1\"/>",
                        "over 9223372036854775807"),
                timeline("repeats to the period's end", "<S t=\"0\" d=\"1\" r=\"-1\"/>", "makes 8000000 segments"),
                timeline("repeats that begin behind the end", "<S t=\"8000000\" d=\"1\" r=\"-1\"/>", "begins after it"),
                timeline("repeats up to nowhere", "<S d=\"1\" r=\"-1\"/><S d=\"1\"/>", "has no t"),
                timeline("segments of no duration", "<S t=\"0\" d=\"0\" r=\"3\"/>", "no whole number from 1"),
                timeline("no duration", "<S t=\"0\"/>", "has no d"),
                timeline("no segments", "", "has no S"),
                timeline("a pattern", "<Pattern id=\"1\"/><S d=\"1\"/>", "is a pattern"),
                timeline("numbers of its own", "<S d=\"1\" n=\"7\"/>", "other numbers"),
                timeline("sequences of segments", "<S d=\"1\" k=\"7\"/>", "sequence of segments"));
    }

    private static List<Case> structure() {
        return List.of(
                at("still being written", 1, GOOD.replace("static", "dynamic"), "still being written"),
                at("a type of tomorrow", 1, GOOD.replace("static", "rewind"), "no type"),
                whole("another root", "<html/>", "no <MPD> element"),
                at("an element of DASH as the root", 1, "<Metrics " + NAMESPACE + "/>", "no DASH manifest"),
                at("a period elsewhere", 2,
                        MPD.replace(NAMESPACE, NAMESPACE + " " + XLINK) + "<Period xlink:href=\"https://ads.example.com/\"/></MPD>",
                        "xlink:href"),
                at("a list of segments elsewhere", 4, GOOD.replace(NAMESPACE, NAMESPACE + " " + XLINK)
                        .replace("</BaseURL>", "</BaseURL><SegmentList xlink:href=\"list.xml\"/>"), "xlink:href"),
                at("a steering server", 2,
                        MPD + "<ContentSteering>https://steer.example.com/</ContentSteering>" + GOOD.substring(MPD.length()),
                        "steering server"),
                at("another manifest inside", 3, MPD + "<Period>\n<ImportedMPD>other.mpd</ImportedMPD></Period></MPD>", "another manifest"),
                at("a base at a place where none belongs", 4,
                        GOOD.replace("</BaseURL>", "</BaseURL><SubRepresentation><BaseURL>b.mp4</BaseURL></SubRepresentation>"),
                        "stands in <SubRepresentation>"),
                at("a template in an element of tomorrow", 4,
                        GOOD.replace("</BaseURL>", "</BaseURL><Tomorrow><SegmentTemplate media=\"a\"/></Tomorrow>"),
                        "stands in <Tomorrow>"),
                at("a list beside a template", 4, GOOD.replace("</BaseURL>", "</BaseURL><SegmentTemplate media=\"a\"/><SegmentList/>"),
                        "a level has one of them"),
                at("a list below a template", 5, SET + "<SegmentTemplate media=\"a\"/>\n<Representation><SegmentList>"
                        + "<SegmentURL media=\"a\"/></SegmentList></Representation>" + END_OF_SET, "at all levels"),
                at("a list of nothing", 4, GOOD.replace("</BaseURL>", "</BaseURL><SegmentList/>"), "without a SegmentURL"),
                at("a segment elsewhere", 5, GOOD.replace("</BaseURL>",
                        "</BaseURL><SegmentList>\n<SegmentURL media=\"https://cdn.example.com/1\"/></SegmentList>"), "is a URL"),
                at("an index elsewhere", 4, GOOD.replace("</BaseURL>",
                        "</BaseURL><SegmentList><SegmentURL index=\"../1.idx\"/></SegmentList>"), ".. segment"),
                at("an initialization elsewhere", 4, GOOD.replace("</BaseURL>",
                        "</BaseURL><SegmentBase><Initialization sourceURL=\"https://cdn.example.com/i\"/></SegmentBase>"), "is a URL"),
                at("17 bases", 18, MPD + "<BaseURL>a/</BaseURL>\n".repeat(17) + "<Period/></MPD>", "at most 16"),
                at("bases that multiply", 3,
                        SET.replace("<Period>", "<Period>" + bases("p")).replace("<AdaptationSet>", "<AdaptationSet>" + bases("a"))
                                + FILM + END_OF_SET,
                        "at most 16"),
                at("a duration that is none", 1, GOOD.replace("PT8S", "8 s"), "no duration"),
                at("a duration in years", 1, GOOD.replace("PT8S", "P1Y"), "no duration"),
                at("a duration of a MiB", 1, GOOD.replace("PT8S", "PT" + "8".repeat(60_000) + "S"), "no duration"),
                at("a negative duration", 1, GOOD.replace("PT8S", "-PT8S"), "no duration"),
                at("a period that ends before it begins", 2, GOOD.replace("<Period>", "<Period start=\"PT9S\">"), "ends before it begins"),
                whole("no period", MPD + "</MPD>", "names no file"),
                whole("no representation", MPD + "<Period><AdaptationSet/></Period></MPD>", "names no file"));
    }

    private static String bases(String name) {
        return IntStream.range(0, 5).mapToObj(i -> "<BaseURL>" + name + i + "/</BaseURL>").collect(Collectors.joining());
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + "=\"1\"").collect(Collectors.joining(" "));
    }

    private static Case base(String name, String uri, String words) {
        return at(name, 4, SET + "<Representation><BaseURL>" + uri + "</BaseURL></Representation>" + END_OF_SET, words);
    }

    private static Case template(String name, String attributes, String words) {
        return at(name + " in a template", 4, SET + "<Representation id=\"v\" bandwidth=\"1\"><SegmentTemplate " + attributes
                + "/></Representation>" + END_OF_SET, words);
    }

    private static Case timeline(String name, String entries, String words) {
        return at(name + " in a timeline", 4, SET + "<SegmentTemplate media=\"$Time$\" timescale=\"1000000\"><SegmentTimeline>" + entries
                + "</SegmentTimeline></SegmentTemplate><Representation/>" + END_OF_SET, words);
    }

    private static Case at(String name, int line, String text, String words) {
        return new Case(name, text.getBytes(StandardCharsets.UTF_8), line, words);
    }

    private static Case whole(String name, String text, String words) {
        return at(name, 0, text, words);
    }

    private static Case binary(String name, byte[] content, String words) {
        return new Case(name, content, 0, words);
    }
}
