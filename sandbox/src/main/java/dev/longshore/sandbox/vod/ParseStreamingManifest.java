package dev.longshore.sandbox.vod;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists what an HLS playlist names, a line each. DASH is not emulated. */
final class ParseStreamingManifest implements VodAction {

    @Override
    public Set<String> fields() {
        return Set.of("MediaManifestContent", "ManifestType");
    }

    @Override
    public Map<String, @Nullable Object> answer(RequestFields request) throws VodException {
        String content = request.requiredText("MediaManifestContent");
        String type = request.text("ManifestType");
        if (type != null && !type.equals("m3u8")) {
            throw new VodException("InvalidParameterValue", type.equals("mpd")
                    ? "The sandbox parses HLS manifests only."
                    : "ManifestType must be m3u8 or mpd.");
        }
        if (!content.stripLeading().startsWith("#EXTM3U")) {
            throw VodException.badValue("MediaManifestContent", "is not an HLS playlist");
        }
        List<String> segments = content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        return Map.of("MediaSegmentSet", segments);
    }
}
