package dev.longshore.worker.cos.tencent;

import static dev.longshore.worker.step.Failure.Remedy.GIVE_UP;
import static dev.longshore.worker.step.Failure.Remedy.NEW_SESSION;
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

/**
 * What COS's error codes mean.
 *
 * <p>All calls are made with a session's temporary certificate, so what would be wrong credentials elsewhere is a matter of the session here. A
 * code that the table lacks is judged by its HTTP status.
 */
public final class CosErrors {
    static final String NO_SUCH_UPLOAD = "NoSuchUpload";
    private static final String EXPIRED = "ExpiredToken";
    private static final String DENIED = "AccessDenied";
    private static final String FORBIDDEN = "HTTP 403";

    public static final ErrorTable TABLE = new ErrorTable(List.of(
            new ErrorRule(EXPIRED, ErrorCode.SESSION_EXPIRED, NEW_SESSION, "the temporary certificate has expired"),
            new ErrorRule("InvalidAccessKeyId", ErrorCode.SESSION_EXPIRED, NEW_SESSION, "the temporary certificate is no longer known"),
            new ErrorRule("InvalidToken", ErrorCode.SESSION_EXPIRED, NEW_SESSION, "the temporary certificate is no longer valid"),
            new ErrorRule(DENIED, ErrorCode.SERVICE_REJECTED, NEW_SESSION, "the session's certificate does not permit the call"),
            new ErrorRule("SignatureDoesNotMatch", ErrorCode.SERVICE_REJECTED, NEW_SESSION, "the signature was refused"),
            new ErrorRule("RequestTimeTooSkewed", ErrorCode.CREDENTIALS_REJECTED, RETRY, "the worker's clock is wrong"),
            new ErrorRule(NO_SUCH_UPLOAD, ErrorCode.SESSION_EXPIRED, NEW_SESSION,
                    "the multipart upload was completed, aborted or has expired"),
            new ErrorRule("NoSuchBucket", ErrorCode.SERVICE_REJECTED, NEW_SESSION, "the session's bucket does not exist"),
            new ErrorRule("InvalidPart", ErrorCode.SERVICE_REJECTED, NEW_SESSION, "a part is missing or its ETag is another"),
            new ErrorRule("InvalidPartOrder", ErrorCode.SERVICE_REJECTED, NEW_SESSION, "the parts were not in ascending order"),
            new ErrorRule("EntityTooSmall", ErrorCode.SERVICE_REJECTED, NEW_SESSION, "a part other than the last is under 1 MiB"),
            new ErrorRule("EntityTooLarge", ErrorCode.SERVICE_REJECTED, GIVE_UP, "an object or part is over 5 GiB"),
            new ErrorRule("BadDigest", ErrorCode.CHECKSUM_MISMATCH, RETRY, "the bytes that arrived differ from those sent"),
            new ErrorRule("IncompleteBody", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "fewer bytes arrived than were announced"),
            new ErrorRule("RequestTimeout", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "the bytes arrived too slowly"),
            new ErrorRule("SlowDown", ErrorCode.RATE_LIMITED, WAIT_FOR_SERVICE, "too many requests for the bucket"),
            new ErrorRule("ServiceUnavailable", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "COS is overloaded or down"),
            new ErrorRule("InternalError", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error inside COS"),
            new ErrorRule("InvalidArgument", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a parameter was refused"),
            new ErrorRule("MethodNotAllowed", ErrorCode.SERVICE_REJECTED, GIVE_UP, "the resource does not take such a call"),
            new ErrorRule("UnavailableForLegalReasons", ErrorCode.SERVICE_REJECTED, GIVE_UP, "the account is blocked or in arrears"),
            new ErrorRule("HTTP 3xx", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a redirect, which is not followed"),
            new ErrorRule(FORBIDDEN, ErrorCode.SERVICE_REJECTED, NEW_SESSION, "refused for a reason that the answer doesn't tell"),
            new ErrorRule("HTTP 404", ErrorCode.SERVICE_REJECTED, NEW_SESSION, "what the call is about does not exist"),
            new ErrorRule("HTTP 408", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "the bytes arrived too slowly"),
            new ErrorRule("HTTP 429", ErrorCode.RATE_LIMITED, WAIT_FOR_SERVICE, "too many requests"),
            new ErrorRule("HTTP 4xx", ErrorCode.SERVICE_REJECTED, GIVE_UP, "the request was refused"),
            new ErrorRule("HTTP 5xx", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error on COS's side")));

    private static final ErrorRule OTHER =
            new ErrorRule("any other", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an answer that makes no sense");

    private CosErrors() {}

    /**
     * The failure of a call that COS answered with an error.
     *
     * @param what the call in words, such as {@code put part 3 of b-1/media.mp4}
     */
    static StepException refused(String what, int status, Answered answered) {
        ErrorRule rule = rule(status, answered);
        String named = answered.code() == null ? "" : " " + answered.code();
        return new StepException(rule.failure(what + ": COS answered " + status + named + ": " + rule.meaning(), answered));
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
        String rule = rule(status, answered).serviceCode();
        return rule.equals(DENIED) || rule.equals(FORBIDDEN);
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
            String known = code.equals(DENIED) && speaksOfExpiry(answered) ? EXPIRED : code;
            Optional<ErrorRule> rule = TABLE.find(known);
            if (rule.isPresent()) {
                return rule.get();
            }
        }
        return TABLE.find("HTTP " + status).or(() -> TABLE.find("HTTP " + status / 100 + "xx")).orElse(OTHER);
    }

    /** COS words an expired certificate or signature as AccessDenied, "Request has expired". */
    private static boolean speaksOfExpiry(Answered answered) {
        return answered.message() != null && answered.message().toLowerCase(Locale.ROOT).contains("expired");
    }
}
