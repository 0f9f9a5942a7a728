package dev.longshore.worker.uploader;

import dev.longshore.worker.cos.StoredObject;
import dev.longshore.worker.cos.StoredPart;
import dev.longshore.worker.plan.UploadPlan;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.PartedObject;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.vod.CommitUnknownException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes objects of the parts, verifies them and commits the session.
 *
 * <p>May run any number of times for a session, at different workers and after lost answers: the commit always names the same session. Whatever else a
 * failed finish may conclude is {@link Settlement}'s to say. The source is not needed any more: each unit's receipt was only given after the source was
 * seen unchanged behind it.
 */
final class FinishStep {
    private static final Logger log = LoggerFactory.getLogger(FinishStep.class);

    private final StepPorts ports;
    private final StepRuntime runtime;

    FinishStep(StepPorts ports, StepRuntime runtime) {
        this.ports = ports;
        this.runtime = runtime;
    }

    StepOutcome run(Task.Finish task, TaskContext context) throws StepException, TaskStopped {
        Settlement settlement = new Settlement(ports.media(), runtime.instants(), task);
        Finishing finishing = new Finishing(task, context, settlement);
        try {
            return finishing.closed(finishing.finish());
        } catch (CommitUnknownException e) {
            log.warn("commit.unknown task={}: {}", task.id(), e.getMessage());
            settlement.commitMayHaveTakenEffect();
            return finishing.closed(settlement.settle(e.failure(), e));
        } catch (StepException e) {
            if (StepFailures.isKeyUnavailable(e)) {
                return finishing.closed(settlement.withoutKey(e));
            }
            if (settlement.isRepeated(e.failure())) {
                throw e;
            }
            return finishing.closed(settlement.settle(e.failure(), e));
        }
    }

    private final class Finishing {
        private final Task.Finish task;
        private final TaskContext context;
        private final Settlement settlement;
        private @Nullable String mediaCrc64;
        /** An upload was gone: perhaps another finish got further than it could tell. */
        private boolean begunBefore;

        Finishing(Task.Finish task, TaskContext context, Settlement settlement) {
            this.task = task;
            this.context = context;
            this.settlement = settlement;
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
                Optional<CommittedMedia> media = madeBefore();
                if (media.isPresent()) {
                    return media.get();
                }
            }
            return ports.media().commit(task.job(), session.secrets(), () -> TaskStopped.unlessMayContinue(context));
        }

        /** Where it can't be told, the commit of the same session is repeated. */
        private Optional<CommittedMedia> madeBefore() throws StepException {
            try {
                return settlement.lookUp();
            } catch (StepException e) {
                if (e.failure().remedy() == Remedy.WAIT_FOR_SERVICE) {
                    throw e;
                }
                log.warn("media.unsearchable task={}: {}", task.id(), e.getMessage());
                return Optional.empty();
            }
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
                settlement.commitMayHaveTakenEffect();
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
    }
}
