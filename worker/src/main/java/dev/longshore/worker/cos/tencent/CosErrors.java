package dev.longshore.worker.cos.tencent;

import static dev.longshore.worker.step.Failure.Remedy.RETRY;
import static dev.longshore.worker.step.Failure.Remedy.WAIT_FOR_SERVICE;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What COS's error codes mean.
 *
 * <p>All calls are made with a session's temporary certificate, so what would be wrong credentials elsewhere is a matter of the session here. A
 * code that the table lacks is judged by its HTTP status.
 */
public final class CosErrors {
    static final String NO_SUCH_UPLOAD = CosErrorRules.NO_SUCH_UPLOAD;

    public static final ErrorTable TABLE = new ErrorTable(
            Stream.of(
                    CosErrorRules.session(), CosErrorRules.parts(), CosErrorRules.body(), CosErrorRules.request(), CosErrorRules.service(),
                    CosErrorRules.statuses())
                    .flatMap(List::stream)
                    .toList(),
            new ErrorRule("any other", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an answer that makes no sense",
                    "Check longshore.cos.endpoint and whatever stands between it and the worker."));

    /** What says that the certificate may not make the call, as opposed to being expired or wrongly used. */
    private static final Set<String> FORBIDDING =
            Set.of(CosErrorRules.DENIED, CosErrorRules.DENIED_AS_WELL, CosErrorRules.FORBIDDEN);

    private CosErrors() {}

    /**
     * The failure of a call that COS answered with an error.
     *
     * @param what the call in words, such as {@code put part 3 of b-1/media.mp4}
     */
    static StepException refused(String what, int status, Answered answered) {
        ErrorRule rule = rule(status, answered);
        String named = answered.code() == null ? "" : " " + answered.code();
        return new StepException(rule.failure(what + ": COS answered " + status + named, answered));
    }

    /** The failure of a call that ended without an answer. */
    static StepException unreachable(String what, Throwable cause) {
        String message = what + ": no answer from COS: " + cause;
        return new StepException(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, message), cause);
    }

    /** The failure of a call whose answer lacks what it must have. */
    static StepException senseless(String what, String lack) {
        String message = what + ": COS's answer has " + lack;
        return new StepException(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, message));
    }

    /** Whether the certificate may not make the call, as opposed to being expired or wrongly used. */
    static boolean isForbidden(int status, Answered answered) {
        return FORBIDDING.contains(rule(status, answered).serviceCode());
    }

    /** The failure of a call that could not read its own body. */
    static StepException source(String what, SourceReadException cause) {
        ErrorCode code = cause.ended() ? ErrorCode.SOURCE_CHANGED : ErrorCode.SOURCE_UNREADABLE;
        IOException reason = cause.reason();
        return new StepException(Failure.of(code, RETRY, what + ": " + reason.getMessage()), reason);
    }

    private static ErrorRule rule(int status, Answered answered) {
        String code = answered.code();
        if (code != null) {
            String known = code.equals(CosErrorRules.DENIED) && speaksOfExpiry(answered) ? CosErrorRules.EXPIRED : code;
            Optional<ErrorRule> rule = TABLE.find(known);
            if (rule.isPresent()) {
                return rule.get();
            }
        }
        return TABLE.find("HTTP " + status).or(() -> TABLE.find("HTTP " + status / 100 + "xx")).orElse(TABLE.other());
    }

    /** COS words an expired certificate or signature as AccessDenied, "Request has expired". */
    private static boolean speaksOfExpiry(Answered answered) {
        return answered.message() != null && answered.message().toLowerCase(Locale.ROOT).contains("expired");
    }
}
