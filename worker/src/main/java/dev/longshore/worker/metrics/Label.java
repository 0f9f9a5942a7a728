package dev.longshore.worker.metrics;

/** A label of a meter, and what it may say. Every label's set of values is closed. */
public enum Label {
    STATE("state", "`scheduled`, `queued`, `uploading`, `closing`, `waiting`, `stopping`, `succeeded`, `failed`, `cancelled`"),
    JOB_OUTCOME("outcome", "`succeeded`, `failed`; for outcomes also `refused` (never became a job) and `repeated` (published again)"),
    CODE("code", "Longshore's error codes ([publishing.md](publishing.md)), `none`, `other`"),
    CATEGORY("category", "the error categories in lower case, `none`"),
    PHASE("phase", "`queued`, `uploading`, `closing`"),
    EVENT("event", "`lease.expired`, `task.lost`, `session.superseded`, `abort.failed`, `abort.given-up`, `closed.late`, `closed.stale`,"
            + " `closed.unrecorded`, `cancel.late`, `stop.late`, `other`"),
    QUEUE("queue", "`slices`, `resumes`, `closings`"),
    POOL("pool", "`slices`, `closings`"),
    TASK("task", "`slice`, `finish`, `look_up`, `abort`"),
    TASK_OUTCOME("outcome", "`done`, `handed_back`, `failed`, `lease_lost`"),
    VOD_ACTION("action", "`ApplyUpload`, `CommitUpload`, `SearchMedia`,"
            + " and `ParseStreamingManifest` where `longshore.source.manifests` is `service`"),
    PROFILE("profile", "the names below `longshore.credentials`"),
    COS_ACTION("action",
            "`PutObject`, `InitiateMultipartUpload`, `UploadPart`, `ListParts`, `CompleteMultipartUpload`, `AbortMultipartUpload`,"
                    + " `ListMultipartUploads`, `HeadObject`"),
    CALL_OUTCOME("outcome",
            "`ok`; `refused` (the service's code came back), `unanswered` (unreachable, or an answer without sense), `integrity`,"
                    + " `source` (the file could not be read), `error` (in Longshore)"),
    SERVICE_CODE("code",
            "the service's codes as [error-codes.md](error-codes.md) lists them (`AuthFailure.*` is one), Longshore's where the"
                    + " service gave none, `other`"),
    DELIVERY("delivery", "`first`, `again`"),
    ACKNOWLEDGED("outcome", "`ok`, `failed`"),
    COUNT("count", "`complete`, `under_way`"),
    WORKER("worker", "this worker's name"),
    ROLES("roles", "`ledger`, `uploader` or both");

    private final String key;
    private final String says;

    Label(String key, String says) {
        this.key = key;
        this.says = says;
    }

    /** As it is written in a query. */
    public String key() {
        return key;
    }

    /** What it may say, in Markdown. */
    public String says() {
        return says;
    }
}
