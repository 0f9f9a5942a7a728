package dev.longshore.sandbox.vod;

import dev.longshore.sandbox.cos.ObjectKey;
import dev.longshore.sandbox.cos.ObjectStore;
import dev.longshore.sandbox.cos.StoredObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a session whose files are stored into a media. */
final class CommitUpload implements VodAction {

    private static final Set<String> FIELDS = Set.of("VodSessionKey", "SubAppId");

    private final VodSettings settings;
    private final UploadSessions sessions;
    private final MediaLibrary library;
    private final ObjectStore objects;
    private final InstantSource clock;

    CommitUpload(
            VodSettings settings, UploadSessions sessions, MediaLibrary library, ObjectStore objects,
            InstantSource clock) {
        this.settings = settings;
        this.sessions = sessions;
        this.library = library;
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public Map<String, @Nullable Object> answer(RequestFields request) throws VodException {
        String sessionKey = request.requiredText("VodSessionKey");
        long subAppId = request.number("SubAppId", 0);
        if (!settings.account().hasSubApp(subAppId)) {
            throw VodException.badValue("SubAppId", "is not an application of this account");
        }
        UploadSession session = sessions.withKey(sessionKey);
        if (session == null) {
            throw VodException.badValue("VodSessionKey", "is not a session");
        }
        if (session.application().subAppId() != subAppId) {
            throw VodException.badValue("SubAppId", "is not the application of the session");
        }
        Media media = commit(session);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("FileId", media.fileId());
        answer.put("MediaUrl", media.mediaUrl());
        answer.put("CoverUrl", media.coverUrl() == null ? "" : media.coverUrl());
        return answer;
    }

    /** Holds the session, so that two commits at once make one media. */
    private Media commit(UploadSession session) throws VodException {
        synchronized (session) {
            Media before = session.media();
            if (before != null) {
                if (settings.repeatedCommit() == RepeatedCommit.REFUSE) {
                    throw VodException.badValue("VodSessionKey", "is a session that has been committed");
                }
                return before;
            }
            Instant now = clock.instant();
            if (!now.isBefore(session.expiresAt())) {
                throw VodException.badValue("VodSessionKey", "is a session that has expired");
            }
            StoredObject stored = stored(session.place().media(), "media file");
            ObjectKey cover = session.place().cover();
            if (cover != null) {
                stored(cover, "cover");
            }
            String coverPath = session.place().coverPath();
            String coverUrl = coverPath == null ? null : url(coverPath);
            var media = new Media(session, url(session.place().mediaPath()), coverUrl, stored.size(),
                    stored.crc64(), now);
            library.add(media);
            session.become(media);
            return media;
        }
    }

    private StoredObject stored(ObjectKey key, String what) throws VodException {
        StoredObject object = objects.find(key);
        if (object == null) {
            throw new VodException("ResourceNotFound", "The " + what + " of the session has not been uploaded.");
        }
        return object;
    }

    private String url(String path) {
        return "http://" + settings.account().appId() + ".vod2.myqcloud.com" + path;
    }
}
