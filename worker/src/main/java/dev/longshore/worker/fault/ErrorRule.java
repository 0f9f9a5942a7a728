package dev.longshore.worker.fault;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What one error code of a service means.
 *
 * @param serviceCode the service's code; {@code X.*} stands for X and all codes below it
 * @param field the job's field at fault, if it is one
 * @param meaning one clause about the code, for people
 * @param hint what an operator can do about just this code: one sentence or more
 */
public record ErrorRule(
        String serviceCode, ErrorCode code, Failure.Remedy remedy, @Nullable String field, String meaning, String hint) {

    public ErrorRule {
        if (meaning.isBlank() || !hint.endsWith(".")) {
            throw new IllegalArgumentException(serviceCode + " needs a meaning, and a hint that is a sentence");
        }
    }

    public ErrorRule(String serviceCode, ErrorCode code, Failure.Remedy remedy, String meaning, String hint) {
        this(serviceCode, code, remedy, null, meaning, hint);
    }

    /** Whether the rule stands for codes below its own. */
    public boolean isFamily() {
        return serviceCode.endsWith(".*");
    }

    boolean covers(String actual) {
        if (!isFamily()) {
            return serviceCode.equals(actual);
        }
        String head = serviceCode.substring(0, serviceCode.length() - 2);
        return actual.equals(head) || actual.startsWith(head + ".");
    }

    /**
     * A failure under this rule, with what the service answered. Its message ends in the meaning and the hint.
     *
     * @param what what happened, such as {@code ApplyUpload in ap-x: VOD answered InternalError}
     */
    public Failure failure(String what, Answered answered) {
        String message = what + ": " + meaning + ". " + hint.substring(0, hint.length() - 1);
        return new Failure(code.code(), code.category(), remedy, message, field, answered.code(), answered.message(), answered.requestId());
    }
}
