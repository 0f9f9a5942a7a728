package dev.longshore.worker.uploader;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.MultipartUpload;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepException;
import dev.longshore.worker.step.Task;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Aborts the multipart uploads of a session that nobody will commit, known or not. */
final class AbortStep {
    private static final Logger log = LoggerFactory.getLogger(AbortStep.class);

    private final StepPorts ports;
    private final StepRuntime runtime;

    AbortStep(StepPorts ports, StepRuntime runtime) {
        this.ports = ports;
        this.runtime = runtime;
    }

    StepOutcome run(Task.Abort task, TaskContext context) throws StepException, TaskStopped {
        Session session = task.session();
        if (session.uploads().isEmpty()) {
            return new StepOutcome.Closed(session.id(), null);
        }
        if (!runtime.instants().instant().isBefore(session.expiresAt())) {
            return leftBehind(task, "its certificate expired at " + session.expiresAt());
        }
        OpenSession open = OpenSession.unseal(ports.seal(), task.job().jobId(), session);
        StepException failure = abortAll(open, new LeftUploads(ports.objects(), open, task.job()), context);
        if (failure == null) {
            return new StepOutcome.Closed(session.id(), null);
        }
        if (failure.failure().code().equals(ErrorCode.SESSION_EXPIRED.code())) {
            return leftBehind(task, failure.failure().message());
        }
        throw failure;
    }

    /** Tries each, whatever became of those before. */
    private static @Nullable StepException abortAll(OpenSession open, LeftUploads left, TaskContext context) throws TaskStopped {
        StepException first = null;
        for (MultipartUpload upload : new TreeMap<>(open.session().uploads()).values()) {
            TaskStopped.unlessMayContinue(context);
            try {
                left.abort(upload);
            } catch (StepException e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    private static StepOutcome leftBehind(Task.Abort task, String why) {
        Session session = task.session();
        if (session.uploads().values().stream().anyMatch(MultipartUpload::initiated)) {
            log.warn("uploads.left task={} {} uploads={}: can't be aborted any more, {}", task.id(), session, session.uploads(), why);
        } else {
            log.info("uploads.unsought task={} {}: none is known, and none can be looked for any more, {}", task.id(), session, why);
        }
        return new StepOutcome.Closed(session.id(), null);
    }
}
