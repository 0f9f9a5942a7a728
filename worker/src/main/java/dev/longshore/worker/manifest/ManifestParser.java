package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.Reference.Kind;
import io.lindstrom.m3u8.parser.AbstractPlaylistParser;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HLS playlists (RFC 8216 and its successor's tags), master and media. Stateless.
 *
 * <p>At most {@value #MOST_BYTES} bytes and {@value #MOST_REFERENCES} files a playlist. A media playlist must be complete ({@code EXT-X-ENDLIST}):
 * what is uploaded of a stream that is still being written would be a piece of it.
 */
public final class ManifestParser {
    public static final int MOST_BYTES = 16 << 20;
    public static final int MOST_REFERENCES = 100_000;

    private static final Pattern TAG = Pattern.compile("#(EXT[A-Z0-9-]*)(?::(.*))?", Pattern.DOTALL);
    private static final Pattern URI = Pattern.compile("(?:^|,)\\s*URI=\"([^\"]*)\"");
    private static final String STREAM = "EXT-X-STREAM-INF";
    private static final Set<String> OF_PLAYLISTS = Set.of("EXT-X-MEDIA", "EXT-X-I-FRAME-STREAM-INF", "EXT-X-IMAGE-STREAM-INF");
    private static final Set<String> NOT_FOLLOWED = Set.of("EXT-X-RENDITION-REPORT");
    private static final Map<String, String> REFUSED = Map.of(
            "EXT-X-DEFINE", "defines a variable; write the playlist without variables",
            "EXT-X-CONTENT-STEERING", "needs a steering server; remove it",
            "EXT-X-SKIP", "leaves segments out; publish the complete playlist");

    private ManifestParser() {}

    /**
     * The files that a playlist names, in its order, each once, with the first line that names it.
     *
     * @throws InvalidManifestException if it is no complete playlist, or names what isn't a relative path in its folder or below
     */
    public static List<Reference> parse(byte[] content) throws InvalidManifestException {
        String text = text(content);
        Scan scan = new Scan();
        List<String> telling = new ArrayList<>();
        int number = 0;
        for (String each : (Iterable<String>) text.lines()::iterator) {
            number++;
            String line = each.strip();
            scan.line(line, number);
            if (line.startsWith("#EXT") || !line.isEmpty() && !line.startsWith("#")) {
                telling.add(line);
            }
        }
        scan.requireWhole();
        AbstractPlaylistParser<?, ?> grammar =
                scan.master ? new MasterPlaylistParser(ParsingMode.LENIENT) : new MediaPlaylistParser(ParsingMode.LENIENT);
        try {
            grammar.readPlaylist(telling.iterator());
        } catch (PlaylistParserException | RuntimeException e) {
            throw InvalidManifestException.of("is no valid HLS playlist: " + e.getMessage());
        }
        return new ArrayList<>(scan.references.values());
    }

    private static String text(byte[] content) throws InvalidManifestException {
        String plain = ManifestText.of(content, "a playlist");
        if (!plain.startsWith("#EXTM3U")) {
            throw InvalidManifestException.of("does not begin with #EXTM3U, so it is no HLS playlist");
        }
        return plain;
    }

    /** One pass over the lines. */
    private static final class Scan {
        final Map<String, Reference> references = new LinkedHashMap<>();
        boolean master;
        private boolean media;
        private boolean ended;
        private boolean streamsUri;

        void line(String line, int number) throws InvalidManifestException {
            Matcher tag = TAG.matcher(line);
            if (tag.matches()) {
                tag(tag.group(1), tag.group(2) == null ? "" : tag.group(2), line, number);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, number, streamsUri ? Kind.MANIFEST : Kind.FILE);
                streamsUri = false;
            }
        }

        private void tag(String name, String attributes, String line, int number) throws InvalidManifestException {
            String refused = REFUSED.get(name);
            if (refused != null) {
                throw InvalidManifestException.at(number, line, refused);
            }
            streamsUri |= name.equals(STREAM);
            master |= name.equals(STREAM) || OF_PLAYLISTS.contains(name);
            media |= name.equals("EXTINF") || name.equals("EXT-X-TARGETDURATION");
            ended |= name.equals("EXT-X-ENDLIST");
            if (master && media) {
                throw InvalidManifestException.at(number, line, "mixes the tags of a master playlist with those of a media playlist");
            }
            Matcher uri = URI.matcher(attributes);
            if (!name.equals("EXTINF") && !NOT_FOLLOWED.contains(name) && uri.find()) {
                add(uri.group(1), number, OF_PLAYLISTS.contains(name) ? Kind.MANIFEST : Kind.FILE);
            }
        }

        private void add(String uri, int number, Kind kind) throws InvalidManifestException {
            String path = RelativePath.of(uri, number);
            references.putIfAbsent(path, new Reference(path, number, kind));
            if (references.size() > MOST_REFERENCES) {
                throw InvalidManifestException.at(number, uri, "is one file too many: a playlist names at most " + MOST_REFERENCES);
            }
        }

        void requireWhole() throws InvalidManifestException {
            if (references.isEmpty()) {
                throw InvalidManifestException.of("names no file");
            }
            if (!master && !ended) {
                throw InvalidManifestException
                        .of("has no EXT-X-ENDLIST, so it is still being written: publish the job when the stream is complete");
            }
        }
    }
}
