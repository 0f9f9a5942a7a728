package dev.longshore.worker.manifest;

import dev.longshore.worker.manifest.Reference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * References that somebody else read out of a manifest, under the same rules: relative paths to places in the manifest's folder or below, at most
 * {@value ManifestParser#MOST_REFERENCES} of them. What ends in {@code .m3u8} or {@code .mpd} is a manifest in its turn.
 */
public final class ListedReferences {
    private ListedReferences() {}

    /**
     * Without a byte order mark.
     *
     * @throws InvalidManifestException if the content is too long or no UTF-8
     */
    public static String text(byte[] content) throws InvalidManifestException {
        return ManifestText.of(content, "a manifest");
    }

    /**
     * Each file once, with the first line of the manifest that is just this reference, or with line 0.
     *
     * @param manifest where the lines are looked for
     */
    public static List<Reference> of(String manifest, List<String> uris) throws InvalidManifestException {
        Map<String, Integer> lines = new HashMap<>();
        int number = 0;
        for (String line : (Iterable<String>) manifest.lines()::iterator) {
            lines.putIfAbsent(line.strip(), ++number);
        }
        Map<String, Reference> references = new LinkedHashMap<>();
        for (String uri : uris) {
            int line = lines.getOrDefault(uri.strip(), 0);
            String path = RelativePath.of(uri, line);
            references.putIfAbsent(path, new Reference(path, line, kind(path)));
            if (references.size() > ManifestParser.MOST_REFERENCES) {
                throw InvalidManifestException.at(line, uri,
                        "is one file too many: a manifest names at most " + ManifestParser.MOST_REFERENCES);
            }
        }
        if (references.isEmpty()) {
            throw InvalidManifestException.of("names no file, says VOD");
        }
        return new ArrayList<>(references.values());
    }

    private static Kind kind(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.endsWith(".m3u8") || lower.endsWith(".mpd") ? Kind.MANIFEST : Kind.FILE;
    }
}
