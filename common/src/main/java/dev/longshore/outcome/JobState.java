package dev.longshore.outcome;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job stands. The lower-case name is what travels. */
public enum JobState {
    /** Accepted; it waits for its {@code notBefore}. */
    @JsonProperty("scheduled")
    SCHEDULED,
    /** Accepted; no worker has begun. */
    @JsonProperty("queued")
    QUEUED,
    /** Bytes are being sent, or the next slice of them is about to be. */
    @JsonProperty("uploading")
    UPLOADING,
    /** All bytes are stored; the upload is being completed and committed. */
    @JsonProperty("closing")
    CLOSING,
    /** A failure is being waited out before the next attempt. */
    @JsonProperty("waiting")
    WAITING,
    /** Cancelled or past its deadline, but a commit may have taken effect: what became of it decides how the job ends. */
    @JsonProperty("stopping")
    STOPPING,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED,
    /** A state that this version of the library doesn't know. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN;

    /** Whether the job's outcome has been published. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
