package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.vod.MediaService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a finish that didn't get its media may conclude. A failure that ends the job, spends one of its attempts or asks for another session
 * stands only where no media of this session can exist beside it; else the finish waits, as {@code Integrity.CommitUnresolved}.
 *
 * <p>There are two proofs:
 * <ul>
 * <li><b>No commit was sent.</b> It is the first finish of its session, which the ledger knows, and it has sent none, or one that VOD refused at the
 *     door (a key, a rate, a field).
 * <li><b>It is settled.</b> The session expired {@link #SETTLED_AFTER} ago, so it can't be committed any more and what was committed shows in the
 *     search; the media was looked for, and it isn't there. A look-up that could not be made, whatever the reason, proves nothing. Once that is so,
 *     nobody will ever tell by waiting: the job fails, and people must look before they publish it again.
 * </ul>
 *
 * <p>Nothing else counts, although it would be sooner. That COS has no object there any more (404) doesn't say that there was none when a commit came:
 * VOD doesn't document that it leaves a committed object in its place, and somebody may have deleted the media. That CompleteMultipartUpload is
 * answered doesn't say that no finish came so far before: S3 answers repeats, and COS doesn't document that it refuses them. And a session that VOD or
 * COS calls expired or unknown waits even in a first finish: a task that the queue delivered twice is two first finishes, of which one may have used
 * the session up.
 */
final class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    /** VOD states no bound of its search's lag; seconds are usual. */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(10);

    private final MediaService service;
    private final InstantSource instants;
    private final Task.Finish task;
    private boolean commitSent;

    Settlement(MediaService service, InstantSource instants, Task.Finish task) {
        this.service = service;
        this.instants = instants;
        this.task = task;
        this.commitSent = !task.first();
    }

    /** Somebody may have sent a commit that took effect: this finish, or another one that was carried before or beside it. */
    void commitMayHaveTakenEffect() {
        commitSent = true;
    }

    /** Whether this failure leads to another finish of the same session in any case. */
    boolean isRepeated(Failure failure) {
        return failure.remedy() == Remedy.WAIT_FOR_SERVICE || failure.remedy() == Remedy.RETRY && !commitSent;
    }

    /**
     * @return the media that an earlier commit made after all
     * @throws StepException the failure if it stands, or one that waits, or one that ends the job because nobody can tell
     */
    CommittedMedia settle(Failure failure, Exception cause) throws StepException {
        Optional<CommittedMedia> media;
        try {
            media = lookUp();
        } catch (StepException e) {
            throw e.failure().remedy() == Remedy.WAIT_FOR_SERVICE ? e : new StepException(unlooked(failure, e.failure()), cause);
        }
        if (media.isPresent()) {
            return media.get();
        }
        boolean stands = failure.remedy() == Remedy.WAIT_FOR_SERVICE || provenUnsent(failure) || settled();
        String why = "; an earlier commit may have used the session, and its media doesn't show yet";
        throw new StepException(stands ? failure : unresolved(failure.message() + why, failure, Remedy.WAIT_FOR_SERVICE), cause);
    }

    /**
     * What becomes of a session that can't be opened, because its sealing key is gone. An earlier finish of a worker that had the key may have
     * committed. Until that is settled a worker with the key is waited for, at no attempt's cost: every byte is stored, and the key may come back with a
     * mended configuration. After that the job starts over.
     *
     * @return the media that an earlier commit made
     */
    CommittedMedia withoutKey(StepException keyless) throws StepException {
        Optional<CommittedMedia> media;
        try {
            media = lookUp();
        } catch (StepException e) {
            throw e.failure().remedy() == Remedy.WAIT_FOR_SERVICE ? e : new StepException(doubt(keyless.failure(), e.failure()), keyless);
        }
        if (media.isPresent()) {
            return media.get();
        }
        throw StepFailures.withRemedy(keyless, settled() ? Remedy.NEW_SESSION : Remedy.WAIT_FOR_SERVICE);
    }

    /** The media that was committed from the session, if the search shows one. */
    Optional<CommittedMedia> lookUp() throws StepException {
        Session session = task.checkpoint().session();
        Optional<CommittedMedia> media = service.find(task.job(), session.mediaPath(), session.openedAt());
        media.ifPresent(found -> log.info("media.found task={} file={}: an earlier commit took effect", task.id(), found.fileId()));
        return media;
    }

    /** The look-up's own refusal is shown: it is what an operator can mend. */
    private Failure unlooked(Failure failure, Failure refusal) {
        log.warn("media.unsearchable task={}: {}", task.id(), refusal.message());
        return provenUnsent(failure) ? failure : doubt(failure, refusal);
    }

    private Failure doubt(Failure failure, Failure refusal) {
        String message = failure.message() + "; whether a commit has made a media of " + task.checkpoint().session().mediaPath()
                + " can't be told: " + refusal.message();
        return unresolved(message, refusal, settled() ? Remedy.GIVE_UP : Remedy.WAIT_FOR_SERVICE);
    }

    private boolean provenUnsent(Failure failure) {
        return !commitSent && !failure.code().equals(ErrorCode.SESSION_EXPIRED.code());
    }

    /** Asked after the look-up, so that what was committed last had its time to show. */
    private boolean settled() {
        Instant settled = task.checkpoint().session().expiresAt().plus(SETTLED_AFTER);
        return !instants.instant().isBefore(settled);
    }

    private static Failure unresolved(String message, Failure told, Remedy remedy) {
        ErrorCode code = ErrorCode.COMMIT_UNRESOLVED;
        return new Failure(
                code.code(), code.category(), remedy, message, null, told.serviceCode(), told.serviceMessage(), told.requestId());
    }
}
