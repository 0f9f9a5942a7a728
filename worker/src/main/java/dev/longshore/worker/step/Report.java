package dev.longshore.worker.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a worker tells the ledger about a task. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Report.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Report.Prepared.class, name = "prepared"),
    @JsonSubTypes.Type(value = Report.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Report.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Report.HandedBack.class, name = "handedBack"),
    @JsonSubTypes.Type(value = Report.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Report.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Report.Probe.class, name = "probe")
})
public sealed interface Report {

    TaskId task();

    /** The reporting worker's name. */
    String worker();

    /** A slot has taken the task; from now on the ledger expects to hear of it within the lease. */
    record Started(TaskId task, String worker) implements Report {}

    /**
     * A session was opened and its multipart uploads initiated; sent before the bulk of a large upload. Sent before the uploads are initiated, too, with a
     * session that {@linkplain Session#announced() announces} them, so that somebody can look for them should the worker be lost.
     */
    record Prepared(TaskId task, String worker, PlanSummary plan, Session session) implements Report {}

    /** The heartbeat of a running task. */
    record Progress(TaskId task, String worker, Sent sent) implements Report {}

    /**
     * A slice ended in order: its range is done or its budget is spent.
     *
     * @param prepared the session it opened, unless reported before
     */
    record Done(TaskId task, String worker, Sent sent, @Nullable Prepared prepared) implements Report {}

    /** The worker stops and gives the task back unfinished. */
    record HandedBack(TaskId task, String worker, Sent sent) implements Report {}

    record Failed(TaskId task, String worker, Sent sent, Failure failure) implements Report {}

    /** A finish or look-up ended with a media, or (media absent) an abort ended, or a look-up that found none. */
    record Closed(TaskId task, String worker, String sessionId, @Nullable CommittedMedia media) implements Report {}

    /**
     * The ledger's message to itself: it passes through the reports' log, so that all reports sent before it have been read when it is.
     *
     * @param heardMillis when the task had last been heard of, epoch milliseconds; if that still holds, its lease has expired
     */
    record Probe(TaskId task, String worker, long heardMillis) implements Report {}
}
