package dev.longshore.wire;

import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that is not a valid job or cancel request; says which field is at fault where one is, and the jobId where it could be read. */
public final class InvalidJobException extends Exception {
    private final ErrorCode code;
    private final @Nullable String field;
    private final @Nullable String jobId;

    public InvalidJobException(ErrorCode code, @Nullable String field, @Nullable String jobId, String message) {
        super(message);
        this.code = code;
        this.field = field;
        this.jobId = jobId;
    }

    /** The refusal of a job that could be read. */
    public static InvalidJobException of(List<Violation> violations, String jobId) {
        return StrictForm.broken(violations, jobId);
    }

    public ErrorCode code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable String jobId() {
        return jobId;
    }
}
