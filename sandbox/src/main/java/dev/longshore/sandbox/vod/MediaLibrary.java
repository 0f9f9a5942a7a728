package dev.longshore.sandbox.vod;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All media of the account. */
public final class MediaLibrary {

    private final Map<String, Media> byFileId = new ConcurrentHashMap<>();

    void add(Media media) {
        if (byFileId.putIfAbsent(media.fileId(), media) != null) {
            throw new IllegalStateException("file id " + media.fileId() + " exists");
        }
    }

    public @Nullable Media find(String fileId) {
        return byFileId.get(fileId);
    }

    /** All media, oldest first. */
    public List<Media> all() {
        return byFileId.values()
                .stream()
                .sorted(Comparator.comparing(Media::createdAt).thenComparing(Media::fileId))
                .toList();
    }

    /** The media of one application, oldest first; 0 is the main one. */
    List<Media> ofApplication(long subAppId) {
        return all().stream()
                .filter(media -> media.session().application().subAppId() == subAppId)
                .toList();
    }
}
