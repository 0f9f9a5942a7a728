package dev.longshore.worker.testkit;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.vod.CommitUnknownException;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.MediaTypes;
import dev.longshore.worker.vod.OpenedSession;
import dev.longshore.worker.vod.SessionSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * VOD in memory: opens sessions, and makes a media of a session whose objects are stored. A repeated commit gives the same media, unless it is told
 * to refuse repeats. Calls are named {@code apply}, {@code commit} and {@code find}. Thread-safe.
 */
public final class MemoryMediaService implements MediaService {
    public final Faults faults = new Faults();
    public final MemoryObjectStore store = new MemoryObjectStore(this::valid);

    private final InstantSource clock;
    private final Map<String, Opened> sessions = new LinkedHashMap<>();
    private final List<CommittedMedia> media = new ArrayList<>();
    private Duration certificatesLast = Duration.ofHours(2);
    private boolean refusesRepeats;
    private boolean withoutCoverPath;

    private static final class Opened {
        private final OpenedSession session;
        private final MediaTypes types;
        private @Nullable CommittedMedia media;

        Opened(OpenedSession session, MediaTypes types) {
            this.session = session;
            this.types = types;
        }
    }

    public MemoryMediaService(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        faults.before("apply");
        int number = sessions.size() + 1;
        String folder = "vod/" + number + "/";
        SessionSecrets secrets = new SessionSecrets("key-" + number, "id-" + number, "secret-" + number, "token-" + number);
        OpenedSession session = new OpenedSession(
                "bucket-125",
                "ap-chongqing",
                folder + "media." + types.media(),
                types.cover() == null || withoutCoverPath ? null : folder + "cover." + types.cover(),
                clock.instant().plus(certificatesLast),
                secrets,
                "req-apply-" + number);
        sessions.put(secrets.sessionKey(), new Opened(session, types));
        faults.after("apply");
        return session;
    }

    @Override
    public synchronized CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        try {
            faults.before("commit");
        } catch (StepException e) {
            throw unknownOrAsItIs(e);
        }
        Opened opened = sessions.get(secrets.sessionKey());
        if (opened == null || !secrets.equals(opened.session.secrets())) {
            throw Faults.refused("InvalidParameterValue.VodSessionKey", ErrorCode.SERVICE_REJECTED, Remedy.NEW_SESSION);
        }
        if (opened.media != null && refusesRepeats) {
            throw Faults.refused("InvalidParameterValue.VodSessionKey", ErrorCode.SERVICE_REJECTED, Remedy.NEW_SESSION);
        }
        requireStored(opened.session.mediaPath());
        String coverPath = opened.session.coverPath();
        if (coverPath != null) {
            requireStored(coverPath);
        }
        CommittedMedia committed = opened.media != null ? opened.media : make(opened);
        try {
            faults.after("commit");
        } catch (StepException e) {
            throw unknownOrAsItIs(e);
        }
        return committed;
    }

    @Override
    public synchronized Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
        faults.before("find");
        return sessions.values()
                .stream()
                .filter(opened -> opened.session.mediaPath().equals(mediaPath))
                .map(opened -> opened.media)
                .flatMap(found -> Optional.ofNullable(found).stream())
                .findFirst();
    }

    private CommittedMedia make(Opened opened) {
        int number = media.size() + 1;
        String cover = opened.session.coverPath();
        CommittedMedia made = new CommittedMedia(
                "file-" + number,
                "https://vod.example/" + opened.session.mediaPath(),
                cover == null ? null : "https://vod.example/" + cover,
                "req-commit-" + number,
                null);
        media.add(made);
        opened.media = made;
        return made;
    }

    private void requireStored(String key) throws StepException {
        if (store.object(key) == null) {
            throw Faults.refused("ResourceNotFound", ErrorCode.SERVICE_REJECTED, Remedy.NEW_SESSION);
        }
    }

    /** An answer that never came leaves the commit open; a refusal doesn't. */
    private static StepException unknownOrAsItIs(StepException thrown) throws CommitUnknownException {
        if (thrown.failure().serviceCode() == null) {
            throw new CommitUnknownException(thrown.failure(), thrown);
        }
        return thrown;
    }

    private synchronized boolean valid(SessionSecrets secrets) {
        Opened opened = sessions.get(secrets.sessionKey());
        return opened != null && opened.session.secrets().equals(secrets) && clock.instant().isBefore(opened.session.expiresAt());
    }

    public synchronized void certificatesLast(Duration duration) {
        certificatesLast = duration;
    }

    public synchronized void refuseRepeatedCommits() {
        refusesRepeats = true;
    }

    public synchronized void giveNoCoverPath() {
        withoutCoverPath = true;
    }

    public synchronized List<CommittedMedia> media() {
        return List.copyOf(media);
    }

    public synchronized int sessions() {
        return sessions.size();
    }

    public synchronized List<MediaTypes> types() {
        return sessions.values().stream().map(opened -> opened.types).toList();
    }
}
