package dev.longshore.worker.step;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.longshore.job.UploadJob;
import org.jspecify.annotations.Nullable;

/** One bounded piece of work for an uploader's slot. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Task.Slice.class, name = "slice"),
    @JsonSubTypes.Type(value = Task.Finish.class, name = "finish"),
    @JsonSubTypes.Type(value = Task.Abort.class, name = "abort"),
    @JsonSubTypes.Type(value = Task.LookUp.class, name = "lookUp")
})
public sealed interface Task {

    /** Which issue of which task this is; reports carry it back. */
    TaskId id();

    UploadJob job();

    /** How many tries of the run went before; for logs. */
    int attempt();

    /**
     * Upload units of a range until its end, the time budget's or the lease's. Without a checkpoint the worker first opens a session.
     *
     * @param range the units to upload; absent in a job's first slice, which makes the plan and takes {@link UnitRange#firstOf}
     * @param ways how many slices of the job may be in flight
     * @param parallelism most units in flight in this slice
     * @param budgetMillis after this time the slice takes no further unit
     */
    record Slice(
            TaskId id,
            UploadJob job,
            int attempt,
            @Nullable Checkpoint checkpoint,
            @Nullable UnitRange range,
            int ways,
            int parallelism,
            long budgetMillis)
            implements Task {}

    /**
     * All units are stored: complete the multipart uploads, verify, commit the session.
     *
     * @param first whether the ledger has issued no finish of this session before, so that nobody else was asked to commit it; false where a message
     *     doesn't say
     */
    record Finish(TaskId id, UploadJob job, int attempt, Checkpoint checkpoint, @JsonSetter(nulls = Nulls.AS_EMPTY) boolean first)
            implements Task {}

    /** Nobody will commit this session: abort its multipart uploads, and whatever else its keys hold of them. */
    record Abort(TaskId id, UploadJob job, int attempt, Session session) implements Task {}

    /** The job is to end without a media, unless this session's commit took effect: say whether the media is there. Commits nothing. */
    record LookUp(TaskId id, UploadJob job, int attempt, Checkpoint checkpoint) implements Task {}
}
