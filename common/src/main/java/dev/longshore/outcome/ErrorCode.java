package dev.longshore.outcome;

import static dev.longshore.outcome.ErrorCategory.CANCELLED;
import static dev.longshore.outcome.ErrorCategory.CREDENTIALS;
import static dev.longshore.outcome.ErrorCategory.INTEGRITY;
import static dev.longshore.outcome.ErrorCategory.INTERNAL;
import static dev.longshore.outcome.ErrorCategory.JOB;
import static dev.longshore.outcome.ErrorCategory.QUOTA;
import static dev.longshore.outcome.ErrorCategory.SERVICE;
import static dev.longshore.outcome.ErrorCategory.SOURCE;

import java.util.Arrays;
import java.util.Optional;

/**
 * The error codes that Longshore itself gives. On the wire a code is a string, so that newer codes reach older readers.
 *
 * <p>{@code retryable} says whether the same job may succeed later without a change to it.
 */
public enum ErrorCode {
    MALFORMED_JSON("Job.MalformedJson", JOB, false, "Publish one JSON object, UTF-8, as described by upload-job.schema.json."),
    TOO_LARGE("Job.TooLarge", JOB, false, "Keep a job message under 64 KiB."),
    UNKNOWN_FIELD("Job.UnknownField", JOB, false, "Remove the field or correct its spelling."),
    MISSING_FIELD("Job.MissingField", JOB, false, "Add the field."),
    INVALID_FIELD("Job.InvalidField", JOB, false, "Correct the field's value."),
    CONFLICT("Job.Conflict", JOB, false, "Another job with this jobId is known: use a new jobId, or publish the same content."),
    DEADLINE_EXCEEDED("Job.DeadlineExceeded", JOB, false, "Publish the job under a new jobId with a later deadline, or with none."),
    CANCELLED_ON_REQUEST("Cancelled.OnRequest", CANCELLED, true, "Publish the job again if it is wanted after all: it runs again."),
    JOB_UNKNOWN("Job.Unknown", JOB, false,
            "No job with this jobId is known: check the id, and publish a job's cancel request under the same key after the job."),
    SOURCE_NOT_FOUND("Source.NotFound", SOURCE, false, "Check the path and that the workers mount the same storage."),
    SOURCE_OUTSIDE_ROOTS("Source.OutsideRoots", SOURCE, false,
            "Put the file under one of the workers' roots (longshore.source.roots); links must not leave it."),
    SOURCE_NOT_REGULAR_FILE("Source.NotRegularFile", SOURCE, false, "Name a regular file, not a folder or a device."),
    SOURCE_UNREADABLE("Source.Unreadable", SOURCE, true, "Give the workers read access; check the mount."),
    SOURCE_EMPTY("Source.Empty", SOURCE, false, "VOD takes no empty file: publish the job when the file is complete."),
    SOURCE_TOO_LARGE("Source.TooLarge", SOURCE, false, "COS takes at most 10,000 parts of 5 GiB."),
    SOURCE_CHANGED("Source.Changed", SOURCE, true, "The file changed during the upload: publish jobs for finished files only."),
    SOURCE_TYPE_UNKNOWN("Source.TypeUnknown", SOURCE, false, "Give mediaType or coverType, or a file name with an extension."),
    MANIFEST_INVALID("Source.ManifestInvalid", SOURCE, false,
            "Correct the playlist or manifest: complete, and with relative paths to files in its folder or below."),
    CREDENTIALS_UNKNOWN("Credentials.UnknownProfile", CREDENTIALS, false, "Name a profile that the workers hold (longshore.credentials)."),
    CREDENTIALS_UNAVAILABLE("Credentials.Unavailable", CREDENTIALS, true,
            "The profile's file or provider gives no key now: see the message, and longshore.credentials."),
    CREDENTIALS_REJECTED("Credentials.Rejected", CREDENTIALS, false, "Check the profile's key, its permissions and the worker's clock."),
    RATE_LIMITED("Quota.RateLimited", QUOTA, true, "The account's call rate was exceeded; Longshore waits and tries again."),
    QUOTA_EXCEEDED("Quota.Exceeded", QUOTA, true, "A quota of the account is used up: raise it or free some, then publish the job again."),
    SERVICE_UNAVAILABLE("Service.Unavailable", SERVICE, true,
            "VOD or COS could not be reached or answered with a server error; Longshore tries again."),
    SERVICE_REJECTED("Service.Rejected", SERVICE, false, "VOD or COS refused the request: see serviceCode and serviceMessage."),
    SESSION_EXPIRED("Service.SessionExpired", SERVICE, true,
            "The upload session or its certificate expired; Longshore starts a new session."),
    CHECKSUM_MISMATCH("Integrity.ChecksumMismatch", INTEGRITY, true,
            "What COS stored differs from what was sent; Longshore sends it again."),
    COMMIT_UNRESOLVED("Integrity.CommitUnresolved", INTEGRITY, false,
            "The media may exist, and it could not be looked for: give the key vod:SearchMedia, and see in the console before publishing again."),
    WORKER_LOST("Internal.WorkersLost", INTERNAL, false, "Several workers died while carrying this job: look at their logs and memory."),
    KEY_UNAVAILABLE("Internal.KeyUnavailable", INTERNAL, false,
            "A worker lacks the key that sealed this session: give all workers the same longshore.seal.keys."),
    INTERNAL_ERROR("Internal.Error", INTERNAL, true, "An error in Longshore: see the worker's log.");

    private final String code;
    private final ErrorCategory category;
    private final boolean retryable;
    private final String hint;

    ErrorCode(String code, ErrorCategory category, boolean retryable, String hint) {
        this.code = code;
        this.category = category;
        this.retryable = retryable;
        this.hint = hint;
    }

    /** The stable string that travels. */
    public String code() {
        return code;
    }

    public ErrorCategory category() {
        return category;
    }

    public boolean retryable() {
        return retryable;
    }

    /** What an operator or publisher can do about it. */
    public String hint() {
        return hint;
    }

    /** The known code with this string, if there is one. */
    public static Optional<ErrorCode> known(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }
}
