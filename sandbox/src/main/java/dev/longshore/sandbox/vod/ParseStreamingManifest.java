package dev.longshore.sandbox.vod;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists what a manifest names: of an HLS playlist a file a line, of a DASH manifest what {@link DashSegments} reads. */
final class ParseStreamingManifest implements VodAction {

    @Override
    public Set<String> fields() {
        return Set.of("MediaManifestContent", "ManifestType");
    }

    @Override
    public Map<String, @Nullable Object> answer(RequestFields request) throws VodException {
        String content = request.requiredText("MediaManifestContent");
        String type = request.text("ManifestType");
        List<String> segments = switch (type == null ? "m3u8" : type) {
            case "m3u8" -> lines(content);
            case "mpd" -> DashSegments.of(content);
            default -> throw new VodException("InvalidParameterValue", "ManifestType must be m3u8 or mpd.");
        };
        for (String segment : segments) {
            if (segment.startsWith("/") || segment.contains("://") || List.of(segment.split("/")).contains("..")) {
                throw VodException.badValue("MediaManifestContent", "names a file that is not below the manifest's folder: " + segment);
            }
        }
        return Map.of("MediaSegmentSet", segments);
    }

    private static List<String> lines(String content) throws VodException {
        if (!content.stripLeading().startsWith("#EXTM3U")) {
            throw VodException.badValue("MediaManifestContent", "is not an HLS playlist");
        }
        return content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
