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
 */
public record ErrorRule(String serviceCode, ErrorCode code, Failure.Remedy remedy, @Nullable String field, String meaning) {

    public ErrorRule(String serviceCode, ErrorCode code, Failure.Remedy remedy, String meaning) {
        this(serviceCode, code, remedy, null, meaning);
    }

    boolean isFamily() {
        return serviceCode.endsWith(".*");
    }

    boolean covers(String actual) {
        if (!isFamily()) {
            return serviceCode.equals(actual);
        }
        String head = serviceCode.substring(0, serviceCode.length() - 2);
        return actual.equals(head) || actual.startsWith(head + ".");
    }

    /** A failure under this rule, with what the service answered. */
    public Failure failure(String message, Answered answered) {
        return new Failure(code.code(), code.category(), remedy, message, field, answered.code(), answered.message(), answered.requestId());
    }
}
