package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.vod.CommitUnknownException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes objects of the parts, verifies them and commits the session.
 *
 * <p>May run any number of times for a session, at different workers and after lost answers: the commit always names the same session, and before a
 * finish calls its session useless, which would let another one be opened, it asks whether the media exists already. A session that is refused may
 * have been used by an earlier finish whose media the search doesn't show yet: until {@link #SETTLED_AFTER} its expiry, nobody can tell, so the
 * finish is repeated and no other session opened. The source is not needed any more: each unit's receipt was only given after the source was seen
 * unchanged behind it.
 */
final class FinishStep {
    private static final Logger log = LoggerFactory.getLogger(FinishStep.class);

    /** An expired session can't be committed any more, and what was committed before shows by then. VOD states no bound; seconds are usual. */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(10);

    private final StepPorts ports;
    private final StepRuntime runtime;

    FinishStep(StepPorts ports, StepRuntime runtime) {
        this.ports = ports;
        this.runtime = runtime;
    }

    StepOutcome run(Task.Finish task, TaskContext context) throws StepException, TaskStopped {
        Finishing finishing = new Finishing(task, context);
        try {
            return finishing.closed(finishing.finish());
        } catch (CommitUnknownException e) {
            log.warn("commit.unknown task={}: {}", task.id(), e.getMessage());
            return finishing.settle(e.failure(), e);
        } catch (StepException e) {
            if (StepFailures.isKeyUnavailable(e)) {
                return finishing.withoutKey(e);
            }
            if (retriesFinish(e.failure())) {
                throw e;
            }
            return finishing.settle(e.failure(), e);
        }
    }

    private static boolean retriesFinish(Failure failure) {
        return failure.remedy() == Remedy.RETRY || failure.remedy() == Remedy.WAIT_FOR_SERVICE;
    }

    private final class Finishing {
        private final Task.Finish task;
        private final TaskContext context;
        private @Nullable String mediaCrc64;
        /** An upload was gone and nobody could say whether its object is there: perhaps an earlier finish got further than it could tell. */
        private boolean begunBefore;

        Finishing(Task.Finish task, TaskContext context) {
            this.task = task;
            this.context = context;
        }

        CommittedMedia finish() throws StepException, TaskStopped, CommitUnknownException {
            Checkpoint checkpoint = task.checkpoint();
            ObjectChecks checks = new ObjectChecks(checkpoint.plan(), checkpoint.done());
            checks.requireAllUnits();
            mediaCrc64 = checks.mediaCrc64();
            OpenSession session = OpenSession.unseal(ports.seal(), task.job().jobId(), checkpoint.session());
            for (PartedObject object : checkpoint.plan().parted()) {
                String crc64 = complete(session, object, checks);
                if (object.number() == UploadPlan.MEDIA) {
                    mediaCrc64 = crc64;
                }
            }
            if (begunBefore) {
                Optional<CommittedMedia> media = lookUp();
                if (media.isPresent()) {
                    return media.get();
                }
            }
            TaskStopped.unlessMayContinue(context);
            return ports.media().commit(task.job(), session.secrets());
        }

        /** @return COS's checksum of the whole object, if it told */
        private @Nullable String complete(OpenSession session, PartedObject object, ObjectChecks checks) throws StepException, TaskStopped {
            TaskStopped.unlessMayContinue(context);
            MultipartUpload upload = session.upload(object.number());
            List<StoredPart> parts = checks.parts(object);
            StoredObject stored;
            try {
                stored = ports.objects().complete(session.address(upload.key()), upload.uploadId(), parts);
            } catch (StepException e) {
                if (!StepFailures.isNoSuchUpload(e)) {
                    throw e;
                }
                begunBefore = true;
                log.info("complete.repeated task={} key={}: {}", task.id(), upload.key(), e.getMessage());
                return verifyStored(session, upload, object, checks);
            }
            return checks.verify(object, upload.key(), stored) ? stored.crc64() : verifyStored(session, upload, object, checks);
        }

        /** Looks at the object where that is permitted. */
        private @Nullable String verifyStored(OpenSession session, MultipartUpload upload, PartedObject object, ObjectChecks checks)
                throws StepException {
            Optional<StoredObject> stored = ports.objects().head(session.address(upload.key()));
            if (stored.isEmpty()) {
                return null;
            }
            checks.verify(object, upload.key(), stored.get());
            return stored.get().crc64();
        }

        StepOutcome closed(CommittedMedia media) {
            String crc64 = media.crc64() != null ? media.crc64() : mediaCrc64;
            return new StepOutcome.Closed(
                    task.checkpoint().session().id(),
                    new CommittedMedia(media.fileId(), media.mediaUrl(), media.coverUrl(), media.requestId(), crc64));
        }

        /** The media decides; if there is none, the failure stands, unless a media may yet show up. */
        StepOutcome settle(Failure failure, Exception cause) throws StepException {
            Optional<CommittedMedia> media = lookUp();
            if (media.isPresent()) {
                return closed(media.get());
            }
            throw new StepException(mayHaveBeenUsed(failure) ? unresolved(failure) : failure, cause);
        }

        private boolean mayHaveBeenUsed(Failure failure) {
            return failure.code().equals(ErrorCode.SESSION_EXPIRED.code()) && unsettled();
        }

        private boolean unsettled() {
            return runtime.instants().instant().isBefore(task.checkpoint().session().expiresAt().plus(SETTLED_AFTER));
        }

        /**
         * An earlier finish of a worker that had the key may have committed. As long as its media may yet show up, a worker with the key is waited for,
         * at no attempt's cost: every byte is stored, and the key may come back with a mended configuration. After that the job starts over.
         */
        StepOutcome withoutKey(StepException keyless) throws StepException {
            Optional<CommittedMedia> media = lookUp();
            if (media.isPresent()) {
                return closed(media.get());
            }
            throw StepFailures.withRemedy(keyless, unsettled() ? Remedy.WAIT_FOR_SERVICE : Remedy.NEW_SESSION);
        }

        private static Failure unresolved(Failure refusal) {
            ErrorCode code = ErrorCode.COMMIT_UNRESOLVED;
            String message = refusal.message() + "; an earlier commit may have used the session, and its media doesn't show yet";
            return new Failure(
                    code.code(), code.category(), Remedy.WAIT_FOR_SERVICE, message, null, refusal.serviceCode(), refusal.serviceMessage(),
                    refusal.requestId());
        }

        /** A look-up that is refused for good counts as finding nothing: it would be refused each time. */
        private Optional<CommittedMedia> lookUp() throws StepException {
            Session session = task.checkpoint().session();
            try {
                Optional<CommittedMedia> media = ports.media().find(task.job(), session.mediaPath(), session.openedAt());
                media.ifPresent(found -> log.info("media.found task={} file={}: an earlier commit took effect", task.id(), found.fileId()));
                return media;
            } catch (StepException e) {
                if (retriesFinish(e.failure())) {
                    throw e;
                }
                log.warn("media.unsearchable task={}: {}", task.id(), e.getMessage());
                return Optional.empty();
            }
        }
    }
}
