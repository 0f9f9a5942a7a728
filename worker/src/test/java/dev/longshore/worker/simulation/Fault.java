package dev.longshore.worker.simulation;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;

/** What may become of a call. The failures are those that the adapters make of such answers. */
enum Fault {
    NONE,
    /** 503: no effect. */
    REFUSED,
    /** 429 or its like: no effect. */
    THROTTLED,
    /** 500: no effect. */
    SERVER_ERROR,
    /** The connection broke before the request arrived whole: no effect, no answer. */
    LOST_BEFORE_EFFECT,
    /** It took effect, and the answer was lost. */
    ANSWER_LOST,
    /** It takes long, but not too long. */
    SLOW,
    /** No answer within the caller's patience; it takes effect after that. */
    STALLED,
    /** The certificate or session is said to be invalid: no effect. */
    EXPIRED,
    /** The answer's checksum is not that of the bytes sent. */
    WRONG_CHECKSUM,
    /** The answer is in order, and what is stored is not what was sent. Of an object in one piece nobody can tell afterwards. */
    STORED_WRONG;

    boolean takesEffect() {
        return this == NONE || this == SLOW || this == STALLED || this == ANSWER_LOST || this == WRONG_CHECKSUM || this == STORED_WRONG;
    }

    boolean answered() {
        return this != ANSWER_LOST && this != STALLED && this != LOST_BEFORE_EFFECT;
    }

    boolean possibleFor(Op op) {
        return switch (this) {
            case WRONG_CHECKSUM -> op.carriesBytes();
            case STORED_WRONG -> op == Op.PUT_PART;
            case EXPIRED -> op.ofCos() || op == Op.COMMIT;
            default -> op.ofVod() || op.ofCos();
        };
    }

    StepException failure(Op op) {
        return switch (this) {
            case REFUSED -> refused(op, "ServiceUnavailable", ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
            case THROTTLED ->
                refused(op, op.ofVod() ? "RequestLimitExceeded" : "SlowDown", ErrorCode.RATE_LIMITED, Remedy.WAIT_FOR_SERVICE);
            case SERVER_ERROR -> refused(op, "InternalError", ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE);
            case EXPIRED ->
                refused(
                        op, op.ofVod() ? "InvalidParameterValue.VodSessionKey" : "ExpiredToken", ErrorCode.SESSION_EXPIRED,
                        Remedy.NEW_SESSION);
            case WRONG_CHECKSUM ->
                new StepException(Failure.of(ErrorCode.CHECKSUM_MISMATCH, Remedy.RETRY, op + ": the answer's checksum is another"));
            default -> unanswered(op);
        };
    }

    static StepException unanswered(Op op) {
        return new StepException(Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Remedy.WAIT_FOR_SERVICE, op + ": no answer"));
    }

    static StepException refused(Op op, String serviceCode, ErrorCode code, Remedy remedy) {
        return new StepException(new Failure(
                code.code(), code.category(), remedy, op + " was refused: " + serviceCode, null, serviceCode, "no", "req-refused"));
    }
}
