package dev.longshore.worker.vod.tencent;

import static dev.longshore.worker.step.Failure.Remedy.GIVE_UP;
import static dev.longshore.worker.step.Failure.Remedy.NEW_SESSION;
import static dev.longshore.worker.step.Failure.Remedy.RETRY;
import static dev.longshore.worker.step.Failure.Remedy.WAIT_FOR_SERVICE;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.fault.Answered;
import dev.longshore.worker.fault.ErrorRule;
import dev.longshore.worker.fault.ErrorTable;
import dev.longshore.worker.step.Failure;
import java.util.List;
import java.util.Optional;

/** What the VOD API's error codes mean. The remedies for CommitUpload hold when the look-up has found no media. */
public final class VodErrors {
    public static final ErrorTable TABLE = new ErrorTable(List.of(
            new ErrorRule("AuthFailure.*", ErrorCode.CREDENTIALS_REJECTED, GIVE_UP, "the credentials were refused"),
            new ErrorRule("AuthFailure.SignatureExpire", ErrorCode.CREDENTIALS_REJECTED, RETRY, "the worker's clock is wrong by minutes"),
            new ErrorRule("AuthFailure.TokenFailure", ErrorCode.CREDENTIALS_REJECTED, RETRY,
                    "the credentials' token was refused; it may have expired"),
            new ErrorRule("UnauthorizedOperation.*", ErrorCode.CREDENTIALS_REJECTED, GIVE_UP, "the credentials do not permit the call"),
            new ErrorRule("IpInBlacklist", ErrorCode.CREDENTIALS_REJECTED, GIVE_UP, "the account refuses the worker's address"),
            new ErrorRule("IpNotInWhitelist", ErrorCode.CREDENTIALS_REJECTED, GIVE_UP, "the account refuses the worker's address"),
            new ErrorRule("RequestLimitExceeded.*", ErrorCode.RATE_LIMITED, WAIT_FOR_SERVICE, "too many calls a second"),
            new ErrorRule("LimitExceeded.*", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a quota of the account is used up"),
            new ErrorRule("InternalError.*", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error inside VOD"),
            new ErrorRule("ServiceUnavailable.*", ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "VOD is down"),
            new ErrorRule("FailedOperation.*", ErrorCode.SERVICE_REJECTED, RETRY, "the operation failed"),
            new ErrorRule("UnsupportedRegion", ErrorCode.INVALID_FIELD, GIVE_UP, "region", "VOD has no such access region"),
            new ErrorRule("InvalidParameter.ExpireTime", ErrorCode.INVALID_FIELD, GIVE_UP, "expireTime", "VOD refuses the expiry time"),
            new ErrorRule("InvalidParameterValue.ExpireTime", ErrorCode.INVALID_FIELD, GIVE_UP, "expireTime",
                    "VOD refuses the expiry time"),
            new ErrorRule("InvalidParameterValue.CoverType", ErrorCode.INVALID_FIELD, GIVE_UP, "coverType", "VOD takes no such cover"),
            new ErrorRule("InvalidParameterValue.MediaType", ErrorCode.INVALID_FIELD, GIVE_UP, "mediaType", "VOD takes no such media"),
            new ErrorRule("InvalidParameterValue.MediaStoragePath", ErrorCode.INVALID_FIELD, GIVE_UP, "mediaStoragePath",
                    "VOD refuses the path, or the application may not choose one"),
            new ErrorRule("InvalidParameterValue.SubAppId", ErrorCode.INVALID_FIELD, GIVE_UP, "subAppId",
                    "there is no such sub-application"),
            new ErrorRule("InvalidParameterValue.StorageRegion", ErrorCode.INVALID_FIELD, GIVE_UP, "storageRegion",
                    "the account stores nothing in this region"),
            new ErrorRule("InvalidParameterValue.ClassId", ErrorCode.INVALID_FIELD, GIVE_UP, "classId", "there is no such class"),
            new ErrorRule("InvalidParameterValue.Procedure", ErrorCode.INVALID_FIELD, GIVE_UP, "procedure", "there is no such task flow"),
            new ErrorRule("InvalidParameterValue.SessionContextTooLong", ErrorCode.INVALID_FIELD, GIVE_UP, "sessionContext",
                    "the text is too long"),
            new ErrorRule("InvalidParameterValue.VodSessionKey", ErrorCode.SESSION_EXPIRED, NEW_SESSION, "the session expired or was used"),
            new ErrorRule("ResourceNotFound.*", ErrorCode.SESSION_EXPIRED, NEW_SESSION, "the session or its objects are not there"),
            new ErrorRule("InvalidParameter.*", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a parameter was refused"),
            new ErrorRule("InvalidParameterValue.*", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a parameter's value was refused"),
            new ErrorRule("MissingParameter", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a parameter is missing"),
            new ErrorRule("UnknownParameter", ErrorCode.SERVICE_REJECTED, GIVE_UP, "a parameter is unknown to the API"),
            new ErrorRule("UnsupportedOperation.*", ErrorCode.SERVICE_REJECTED, GIVE_UP, "the account can't do this"),
            new ErrorRule("OperationDenied.*", ErrorCode.SERVICE_REJECTED, GIVE_UP, "the account may not do this"),
            new ErrorRule("ResourceUnavailable.*", ErrorCode.SERVICE_REJECTED, GIVE_UP,
                    "the service is off for this account, or it is in arrears")));

    private static final ErrorRule OTHER =
            new ErrorRule("any other", ErrorCode.SERVICE_REJECTED, RETRY, "a code that this version doesn't know");

    private VodErrors() {}

    /**
     * The failure of a call that VOD answered with an error.
     *
     * @param what the call in words, such as {@code ApplyUpload in ap-guangzhou}
     */
    static VodCallException refused(String what, Answered answered, Throwable cause) {
        String code = answered.code() == null ? "" : answered.code();
        Optional<ErrorRule> known = TABLE.find(code);
        ErrorRule rule = known.orElse(OTHER);
        Failure failure = rule.failure(what + ": VOD answered " + code + ": " + rule.meaning(), answered);
        return new VodCallException(failure, known.isPresent() && refusedAtTheDoor(rule), cause);
    }

    /** The failure of a call that ended without an answer, or with one that makes no sense. */
    static VodCallException unanswered(String what, String problem, boolean withoutEffect, Throwable cause) {
        Failure failure = Failure.of(ErrorCode.SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, what + ": " + problem);
        return new VodCallException(failure, withoutEffect, cause);
    }

    /** Whether the code is one that is given before anything is done; of the others a CommitUpload may have taken effect, this one or one before. */
    private static boolean refusedAtTheDoor(ErrorRule rule) {
        return rule.remedy() == GIVE_UP || rule.code() == ErrorCode.RATE_LIMITED || rule.code() == ErrorCode.CREDENTIALS_REJECTED;
    }
}
