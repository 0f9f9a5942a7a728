package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says whether a session's commit took effect. Only reads; may run any number of times. */
final class LookUpStep {
    private static final Logger log = LoggerFactory.getLogger(LookUpStep.class);

    private final StepPorts ports;

    LookUpStep(StepPorts ports) {
        this.ports = ports;
    }

    StepOutcome run(Task.LookUp task) throws StepException {
        Checkpoint checkpoint = task.checkpoint();
        Session session = checkpoint.session();
        Optional<CommittedMedia> found = ports.media().find(task.job(), session.mediaPath(), session.openedAt());
        log.info("media.looked-up task={} file={}", task.id(), found.map(CommittedMedia::fileId).orElse("none"));
        String crc64 = new ObjectChecks(checkpoint.plan(), checkpoint.done()).mediaCrc64();
        return new StepOutcome.Closed(session.id(), found.map(media -> withCrc64(media, crc64)).orElse(null));
    }

    private static CommittedMedia withCrc64(CommittedMedia media, @Nullable String crc64) {
        return media.crc64() != null
                ? media
                : new CommittedMedia(media.fileId(), media.mediaUrl(), media.coverUrl(), media.requestId(), crc64);
    }
}
