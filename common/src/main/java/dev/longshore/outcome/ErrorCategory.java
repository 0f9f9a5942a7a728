package dev.longshore.outcome;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose matter a failure is; the lower-case name is what travels. */
public enum ErrorCategory {
    /** The job itself is wrong: mend it and publish it again. */
    @JsonProperty("job")
    JOB,
    /** The file on shared storage is missing, unreadable, empty, out of bounds or changing. */
    @JsonProperty("source")
    SOURCE,
    /** The credentials are unknown or refused. */
    @JsonProperty("credentials")
    CREDENTIALS,
    /** A limit of the account: calls per second, storage, number of parts. */
    @JsonProperty("quota")
    QUOTA,
    /** VOD or COS could not be reached or refused. */
    @JsonProperty("service")
    SERVICE,
    /** What was stored could not be shown to equal the source. */
    @JsonProperty("integrity")
    INTEGRITY,
    @JsonProperty("cancelled")
    CANCELLED,
    /** Longshore's own fault or configuration. */
    @JsonProperty("internal")
    INTERNAL,
    /** A category that this version of the library doesn't know. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
