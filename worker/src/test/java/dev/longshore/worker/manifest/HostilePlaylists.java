package dev.longshore.worker.manifest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Playlists that must be refused, each with the line at fault and words of the error. */
public final class HostilePlaylists {
    private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n";
    private static final String TAIL = "\n#EXT-X-ENDLIST\n";

    /**
     * @param name what is hostile about it
     * @param line the line at fault; 0 where it is the whole
     * @param words that the error must have
     */
    public record Case(String name, byte[] content, int line, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private HostilePlaylists() {}

    public static List<Case> all() {
        return List.of(
                segment("a URL", "https://cdn.example.com/a.ts", "is a URL"),
                segment("a file URL", "file:///etc/passwd", "is a URL"),
                segment("a data URL", "data:video/mp2t;base64,AAAA", "is a URL"),
                segment("a drive letter", "C:\\a.ts", "is a URL"),
                segment("a host without a scheme", "//cdn.example.com/a.ts", "is a URL"),
                segment("an absolute path", "/etc/passwd", "absolute path"),
                segment("a way up", "../a.ts", ".. segment"),
                segment("a way up and back", "sub/../../film/a.ts", ".. segment"),
                segment("a way up that stays inside", "sub/../a.ts", ".. segment"),
                segment("an escaped way up", "%2e%2e/a.ts", ".. segment"),
                segment("an escaped slash", "..%2Fa.ts", "escaped slash"),
                segment("an escaped absolute path", "%2Fetc/passwd", "escaped slash"),
                segment("backslashes", "..\\a.ts", "backslash"),
                segment("an escaped backslash", "..%5Ca.ts", "backslash"),
                segment("NUL", "a\0.ts", "control character"),
                segment("an escaped NUL", "a%00.ts", "control character"),
                segment("an escaped line break", "a%0A.ts", "control character"),
                segment("an escape that is cut off", "a.ts%2", "begins no escape"),
                segment("a percent sign that is none", "100%.ts", "begins no escape"),
                segment("escapes that are not UTF-8", "%ff%fe.ts", "not UTF-8"),
                segment("a name of 4 KiB", "a".repeat(4096) + ".ts", "name of 4099 bytes"),
                segment("a path of 4 KiB", "sub/".repeat(1024) + "a.ts", "path of 4100 bytes"),
                segment("an empty segment", "sub//a.ts", "empty segment"),
                segment("a folder", "sub/", "empty segment"),
                segment("the folder itself", "./.", "names a folder"),
                segment("nothing but a query", "?token=1", "names no file"),
                whole("nothing", "", "begin with #EXTM3U"),
                whole("blanks", " \n\n", "begin with #EXTM3U"),
                whole("no playlist", "<?xml version=\"1.0\"?><MPD/>", "begin with #EXTM3U"),
                whole("only comments", "#EXTM3U\n# nothing\n#EXT-X-ENDLIST\n", "names no file"),
                whole("still being written", HEAD + "a.ts\n", "EXT-X-ENDLIST"),
                whole("no duration of its segments", "#EXTM3U\n#EXTINF:4,\na.ts" + TAIL, "no valid HLS playlist"),
                whole("a duration that is none", "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:four,\na.ts" + TAIL, "no valid HLS playlist"),
                binary("UTF-16", ("\uFEFF" + HEAD + "a.ts" + TAIL).getBytes(StandardCharsets.UTF_16LE), "not UTF-8"),
                binary("bytes that are no text", new byte[] {(byte) 0xc3, 0x28, 0}, "not UTF-8"),
                binary("17 MiB", new byte[17 << 20], "at most 16777216"),
                line("a key on a server", 3,
                        "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.example.com/1\"\n"
                                + "#EXTINF:4,\na.ts" + TAIL,
                        "is a URL"),
                line("a map elsewhere", 3, "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI=\"/init.mp4\"\n#EXTINF:4,\na.m4s" + TAIL,
                        "absolute path"),
                line("variables", 2,
                        "#EXTM3U\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"../\"\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n{$a}b.ts" + TAIL,
                        "variable"),
                line("master and media at once", 4, "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n#EXTINF:4,\na.ts" + TAIL, "mixes"),
                line("a tag of tomorrow that names a URL", 2, "#EXTM3U\n#EXT-X-TOMORROW:A=1,URI=\"http://a/b\"\n#EXT-X-TARGETDURATION:4\n"
                        + "#EXTINF:4,\na.ts" + TAIL, "is a URL"));
    }

    private static Case segment(String name, String uri, String words) {
        return line(name, 4, HEAD + uri + TAIL, words);
    }

    private static Case line(String name, int line, String text, String words) {
        return new Case(name, text.getBytes(StandardCharsets.UTF_8), line, words);
    }

    private static Case whole(String name, String text, String words) {
        return line(name, 0, text, words);
    }

    private static Case binary(String name, byte[] content, String words) {
        return new Case(name, content, 0, words);
    }
}
