package dev.longshore.worker.ledger;

import dev.longshore.outcome.JobState;

/** Where a job's record stands. */
public enum Phase {
    /** No record: never heard of, or forgotten after the dedupe window. */
    ABSENT(JobState.UNKNOWN),
    /** It waits for the job's {@code notBefore}. */
    SCHEDULED(JobState.SCHEDULED),
    /** The first slice is issued; no worker has begun. */
    QUEUED(JobState.QUEUED),
    /** A worker has begun; slices are in flight. */
    UPLOADING(JobState.UPLOADING),
    /** All units are stored; a finish is in flight. */
    CLOSING(JobState.CLOSING),
    /** A failure is waited out; nothing but aborts is in flight. */
    WAITING(JobState.WAITING),
    /** Cancelled or past its deadline after a finish was issued: what became of the commit is awaited or looked up. */
    STOPPING(JobState.STOPPING),
    /** The media exists. */
    SUCCEEDED(JobState.SUCCEEDED),
    /** The run ended without a media. */
    FAILED(JobState.FAILED),
    /** The run was cancelled without a media. */
    CANCELLED(JobState.CANCELLED);

    private final JobState state;

    Phase(JobState state) {
        this.state = state;
    }

    /** The public name of the phase. */
    public JobState state() {
        return state;
    }

    public boolean ended() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
