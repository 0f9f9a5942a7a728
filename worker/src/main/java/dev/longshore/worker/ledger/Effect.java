package dev.longshore.worker.ledger;

import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.Task;
import java.util.Map;

/** What is to be sent, in the same transaction that stores the record. */
public sealed interface Effect {

    /** Put a task into its queue. */
    record Issue(Task task, InFlight.Kind kind) implements Effect {}

    /** Publish a success; header values in base64. */
    record Succeed(UploadResult result, Map<String, String> headers) implements Effect {}

    /** Publish a failure or refusal; header values in base64. */
    record Fail(UploadError error, Map<String, String> headers) implements Effect {}

    /** Publish where the job stands. */
    record Show(JobStatus status) implements Effect {}

    /** Write a probe behind all reports that were sent so far. */
    record Send(Report.Probe probe) implements Effect {}

    /** Something an operator may want to know; changes nothing. */
    record Note(String event, String detail) implements Effect {}
}
