package dev.longshore.sandbox.vod;

import java.util.Locale;
import java.util.Set;

/** Which file types can be uploaded, and what they are. */
final class MediaTypes {

    private static final Set<String> VIDEO = Set.of(
            "mp4", "ts", "flv", "wmv", "asf", "rm", "rmvb", "mpg", "mpeg", "3gp", "mov", "webm", "mkv", "avi", "m4v", "mxf",
            "f4v", "vob", "dat", "swf", "mod", "navi", "qt", "divx", "ogv", "m3u8", "mpd");
    private static final Set<String> AUDIO = Set.of(
            "mp3", "m4a", "flac", "ogg", "wav", "ra", "aac", "amr", "wma", "ac3", "ape", "aiff", "mid", "opus");
    private static final Set<String> IMAGE = Set.of(
            "jpg", "jpeg", "jpe", "png", "gif", "bmp", "tiff", "tif", "ai", "cdr", "eps", "webp", "heic", "svg", "psd");
    private static final Set<String> COVER = Set.of("jpg", "jpeg", "jpe", "png", "gif", "bmp", "webp", "tiff", "tif");

    private MediaTypes() {}

    static boolean isMedia(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return VIDEO.contains(lower) || AUDIO.contains(lower) || IMAGE.contains(lower);
    }

    static boolean isCover(String type) {
        return COVER.contains(type.toLowerCase(Locale.ROOT));
    }

    static boolean isManifest(String type) {
        return type.equalsIgnoreCase("m3u8") || type.equalsIgnoreCase("mpd");
    }

    static String category(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (AUDIO.contains(lower)) {
            return "Audio";
        }
        return IMAGE.contains(lower) ? "Image" : "Video";
    }
}
