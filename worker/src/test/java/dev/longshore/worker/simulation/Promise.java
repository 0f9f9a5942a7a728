package dev.longshore.worker.simulation;

/** What is promised, and checked after every event that could break it. */
enum Promise {
    ONE_OUTCOME("one terminal outcome per accepted job and run"),
    ONE_MEDIA("at most one media per job"),
    SUCCESS_IFF_MEDIA("a job succeeds if and only if its media exists"),
    SAME_BYTES("the stored bytes are those of one version of the source, the recorded one"),
    RECORDED_SESSIONS_ONLY("only a session that the ledger has recorded is committed"),
    STARTED_FIRST("a task is accepted only once its start is durably reported"),
    LEASE_BEFORE_UNIT("no unit is begun without a lease"),
    NOTHING_SENT_TWICE("a unit that is recorded as stored, or was listed, is not sent again"),
    DONE_IS_STORED("a unit counts as done only if COS holds it"),
    STALE_CHANGES_NOTHING("a stale report changes nothing but done units of the current session"),
    SILENCE_BEFORE_EXPIRY("a lease expires only after a lease's time without a report in the log"),
    WITHIN_BUDGET("units in flight and attempts stay within their bounds"),
    PERMANENT_IS_FINAL("a permanent failure is not tried again"),
    REFOLDS("the log gives the same records and messages again"),
    NO_ORPHANS("no multipart upload is left that could have been aborted"),
    EVERYTHING_ENDS("everything ends once faults have ended");

    final String sentence;

    Promise(String sentence) {
        this.sentence = sentence;
    }
}
