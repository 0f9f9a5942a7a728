package dev.longshore.worker.simulation;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.simulation.Chance.Matter;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The emulated VOD. */
final class Vod implements MediaService {
    private final Calls calls;
    private final Clock clock;
    private final Oracle oracle;
    private final Trouble trouble;
    private final Habits habits;
    private final Map<String, Opened> sessions = new HashMap<>();
    private final List<Media> media = new ArrayList<>();

    /** @param seesMediaAfter the search shows a media so long after it was made, at most */
    record Habits(Duration certificatesLast, boolean repeatsRefused, Duration seesMediaAfter) {}

    /** A media that was made. */
    record Media(String jobId, String sessionKey, CommittedMedia told, Cos.@Nullable Stored content, long visibleFrom) {}

    private static final class Opened {
        private final OpenedSession session;
        private @Nullable Media media;

        Opened(OpenedSession session) {
            this.session = session;
        }
    }

    Vod(Calls calls, Clock clock, Oracle oracle, Trouble trouble, Habits habits) {
        this.calls = calls;
        this.clock = clock;
        this.oracle = oracle;
        this.trouble = trouble;
        this.habits = habits;
    }

    @Override
    public OpenedSession apply(UploadJob job, MediaTypes types) throws StepException {
        return calls.call(Op.APPLY, calls.fault(Op.APPLY), job.jobId(), () -> {
            int number = sessions.size() + 1;
            SessionSecrets secrets = new SessionSecrets("key-" + number, "id-" + number, "secret-" + number, "token-" + number);
            OpenedSession session = new OpenedSession(
                    "bucket-125",
                    "ap-chongqing",
                    "vod/" + number + "/media." + types.media(),
                    types.cover() == null ? null : "vod/" + number + "/cover." + types.cover(),
                    clock.instant().plus(habits.certificatesLast()),
                    secrets,
                    "req-apply-" + number);
            sessions.put(secrets.sessionKey(), new Opened(session));
            return session;
        });
    }

    @Override
    public CommittedMedia commit(UploadJob job, SessionSecrets secrets) throws StepException, CommitUnknownException {
        oracle.commits(job, secrets);
        Fault fault = calls.fault(Op.COMMIT);
        try {
            return calls.call(Op.COMMIT, fault, job.jobId() + " " + secrets.sessionKey(), () -> take(job, secrets));
        } catch (StepException e) {
            boolean atTheDoor = e.failure().code().equals(ErrorCode.RATE_LIMITED.code());
            if (atTheDoor) {
                throw e;
            }
            throw new CommitUnknownException(e.failure(), e);
        }
    }

    private CommittedMedia take(UploadJob job, SessionSecrets secrets) throws StepException {
        Opened opened = sessions.get(secrets.sessionKey());
        if (opened == null || !clock.instant().isBefore(opened.session.expiresAt())) {
            throw Fault.EXPIRED.failure(Op.COMMIT);
        }
        if (opened.media != null) {
            if (habits.repeatsRefused()) {
                throw Fault.EXPIRED.failure(Op.COMMIT);
            }
            return opened.media.told();
        }
        Cos.Stored stored = stored(opened.session.mediaPath());
        String cover = opened.session.coverPath();
        if (cover != null) {
            stored(cover);
        }
        int number = media.size() + 1;
        CommittedMedia told = new CommittedMedia(
                "file-" + number,
                "https://vod.example/" + opened.session.mediaPath(),
                cover == null ? null : "https://vod.example/" + cover,
                "req-commit-" + number,
                null);
        long lag = habits.seesMediaAfter().toNanos() / 100 * trouble.draw(Matter.LAG, 0, 100);
        Media made = new Media(job.jobId(), secrets.sessionKey(), told, stored, clock.nanos() + lag);
        media.add(made);
        opened.media = made;
        oracle.made(job, made, opened.session);
        return told;
    }

    private Cos.Stored stored(String key) throws StepException {
        Cos.Stored stored = oracle.world().cos().object(key);
        if (stored == null) {
            throw Fault.refused(Op.COMMIT, "ResourceNotFound", ErrorCode.SESSION_EXPIRED, Remedy.NEW_SESSION);
        }
        return stored;
    }

    @Override
    public Optional<CommittedMedia> find(UploadJob job, String mediaPath, Instant openedAt) throws StepException {
        return calls.call(
                Op.FIND, calls.fault(Op.FIND), job.jobId(),
                () -> media.stream()
                        .filter(made -> made.visibleFrom() <= clock.nanos() && made.told().mediaUrl().endsWith(mediaPath))
                        .map(Media::told)
                        .findFirst());
    }

    boolean certifies(SessionSecrets secrets) {
        Opened opened = sessions.get(secrets.sessionKey());
        return opened != null && clock.instant().isBefore(opened.session.expiresAt());
    }

    List<Media> mediaOf(String jobId) {
        return media.stream().filter(made -> made.jobId().equals(jobId)).toList();
    }
}
