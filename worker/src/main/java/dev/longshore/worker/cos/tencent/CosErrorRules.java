package dev.longshore.worker.cos.tencent;

import static dev.longshore.outcome.ErrorCode.CHECKSUM_MISMATCH;
import static dev.longshore.outcome.ErrorCode.CREDENTIALS_REJECTED;
import static dev.longshore.outcome.ErrorCode.RATE_LIMITED;
import static dev.longshore.outcome.ErrorCode.SERVICE_REJECTED;
import static dev.longshore.outcome.ErrorCode.SERVICE_UNAVAILABLE;
import static dev.longshore.outcome.ErrorCode.SESSION_EXPIRED;
import static dev.longshore.worker.step.Failure.Remedy.GIVE_UP;
import static dev.longshore.worker.step.Failure.Remedy.NEW_SESSION;
import static dev.longshore.worker.step.Failure.Remedy.RETRY;
import static dev.longshore.worker.step.Failure.Remedy.WAIT_FOR_SERVICE;

import dev.longshore.worker.fault.ErrorRule;
import java.util.List;

/** COS's error codes by whose matter they are. */
final class CosErrorRules {
    static final String NO_SUCH_UPLOAD = "NoSuchUpload";
    static final String EXPIRED = "ExpiredToken";
    static final String DENIED = "AccessDenied";
    static final String DENIED_AS_WELL = "AccessForbidden";
    static final String FORBIDDEN = "HTTP 403";

    private static final String ENDPOINT = "Check longshore.cos.endpoint and whatever stands between it and the worker.";
    private static final String RENEWED = "Nothing to do: Longshore opens a new session.";
    private static final String WAITS = "Nothing to do: Longshore waits for as long as it takes; give Tencent the requestId if it lasts.";
    private static final String LINE = "Nothing to do if it passes; else let fewer transfers share the line"
            + " (longshore.uploader.slots, the job's concurrentUploadNumber).";
    private static final String CHANGED_ON_THE_WAY = "Nothing to do if it passes; else look for a proxy that changes bodies.";
    private static final String ACCOUNT = "See in the console whether VOD is suspended or the account in arrears or blocked.";
    private static final String PATH = "Give a shorter and plainer mediaStoragePath; in a bundle, rename its files.";
    private static final String REPORT = "Report it with the requestId if it stays.";
    private static final String KEY = "Ask Tencent for the state of the key that the session's bucket is encrypted with.";

    private CosErrorRules() {}

    static List<ErrorRule> session() {
        return List.of(
                new ErrorRule(EXPIRED, SESSION_EXPIRED, NEW_SESSION, "the temporary certificate has expired", RENEWED),
                new ErrorRule("Request has expired", SESSION_EXPIRED, NEW_SESSION, "the signature or the certificate has expired",
                        "Nothing to do if it passes; else set the worker's clock by NTP."),
                new ErrorRule("InvalidAccessKeyId", SESSION_EXPIRED, NEW_SESSION, "the temporary certificate is no longer known", RENEWED),
                new ErrorRule("InvalidToken", SESSION_EXPIRED, NEW_SESSION, "the temporary certificate is no longer valid", RENEWED),
                new ErrorRule(DENIED, SERVICE_REJECTED, NEW_SESSION, "the session's certificate does not permit the call",
                        "See serviceMessage: a policy of the account may deny the workers' address; the key's own actions do not matter here."),
                new ErrorRule(DENIED_AS_WELL, SERVICE_REJECTED, NEW_SESSION, "the bucket's rules do not permit the call",
                        "See serviceMessage and the access rules of the account and of the application's bucket."),
                new ErrorRule("SignatureDoesNotMatch", SERVICE_REJECTED, NEW_SESSION, "the signature was refused",
                        "Look for a proxy that changes requests, the Host header above all."),
                new ErrorRule("RequestTimeTooSkewed", CREDENTIALS_REJECTED, RETRY, "the worker's clock is wrong",
                        "Set the worker's clock by NTP."),
                new ErrorRule("NoSuchBucket", SERVICE_REJECTED, NEW_SESSION, "the session's bucket does not exist", ENDPOINT),
                new ErrorRule("InvalidBucketName", SERVICE_REJECTED, NEW_SESSION, "the session's bucket has no proper name", ENDPOINT),
                new ErrorRule("InvalidRegionName", SERVICE_REJECTED, NEW_SESSION, "the session's region is unknown", ENDPOINT),
                new ErrorRule("NoSuchKey", SERVICE_REJECTED, NEW_SESSION, "there is no such object",
                        "See that nothing deletes objects from the application's bucket while they are uploaded."));
    }

    static List<ErrorRule> parts() {
        String deleted =
                "Nothing to do if it passes; else see that nothing aborts multipart uploads (a lifecycle rule of the bucket, a script).";
        return List.of(
                new ErrorRule(NO_SUCH_UPLOAD, SESSION_EXPIRED, NEW_SESSION, "the multipart upload was completed, aborted or has expired",
                        deleted),
                new ErrorRule("InvalidUploadStatus", SERVICE_REJECTED, NEW_SESSION, "the multipart upload is in no state for the call",
                        deleted),
                new ErrorRule("UploadIdNotSupported", SERVICE_REJECTED, NEW_SESSION, "the multipart upload's id is not taken", deleted),
                new ErrorRule("ListPartUploadIdIsEmpty", SERVICE_REJECTED, NEW_SESSION, "the multipart upload's id is missing", REPORT),
                new ErrorRule("InvalidPart", SERVICE_REJECTED, NEW_SESSION, "a part is missing or its ETag is another", deleted),
                new ErrorRule("InvalidPartOrder", SERVICE_REJECTED, NEW_SESSION, "the parts were not in ascending order", REPORT),
                new ErrorRule("EntityTooSmall", SERVICE_REJECTED, NEW_SESSION, "a part other than the last is under 1 MiB", REPORT),
                new ErrorRule("EntityTooLarge", SERVICE_REJECTED, GIVE_UP, "an object or part is over 5 GiB", REPORT),
                new ErrorRule("XMLSizeLimit", SERVICE_REJECTED, GIVE_UP, "the list of parts is too long", REPORT),
                new ErrorRule("MalformedXML", SERVICE_REJECTED, RETRY, "the list of parts can't be read", CHANGED_ON_THE_WAY),
                new ErrorRule("MissingRequestBodyError", SERVICE_REJECTED, RETRY, "the list of parts is missing", CHANGED_ON_THE_WAY),
                new ErrorRule("UploadConflict", SERVICE_REJECTED, RETRY, "the same object is being uploaded by somebody else",
                        "See that no two jobs upload to one mediaStoragePath at a time."),
                new ErrorRule("PathConflict", SERVICE_REJECTED, RETRY, "the object's path is taken",
                        "Give another mediaStoragePath, and see that no two jobs upload to one at a time."));
    }

    static List<ErrorRule> body() {
        return List.of(
                new ErrorRule("BadDigest", CHECKSUM_MISMATCH, RETRY, "the bytes that arrived differ from those sent", CHANGED_ON_THE_WAY),
                new ErrorRule("InvalidDigest", CHECKSUM_MISMATCH, RETRY, "a digest is malformed, and Longshore sends none",
                        CHANGED_ON_THE_WAY),
                new ErrorRule("InvalidSHA1Digest", CHECKSUM_MISMATCH, RETRY, "a digest is wrong, and Longshore sends none",
                        CHANGED_ON_THE_WAY),
                new ErrorRule("EntitySizeNotMatch", CHECKSUM_MISMATCH, RETRY, "the body's length differs from what was announced",
                        CHANGED_ON_THE_WAY),
                new ErrorRule("MissingContentLength", SERVICE_REJECTED, GIVE_UP, "the length is missing, which Longshore always sends",
                        "Look for a proxy that sends bodies in chunks, and keep it out of the way to COS."),
                new ErrorRule("IncompleteBody", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "fewer bytes arrived than were announced", LINE),
                new ErrorRule("RequestTimeout", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "the bytes arrived too slowly", LINE),
                new ErrorRule("UserNetworkTooSlow", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "the line is too slow", LINE));
    }

    static List<ErrorRule> request() {
        return List.of(
                new ErrorRule("InvalidArgument", SERVICE_REJECTED, GIVE_UP, "a parameter was refused",
                        "See serviceMessage for which one; longshore.cos.traffic-limit is the only one that is set."),
                new ErrorRule("BadRequest", SERVICE_REJECTED, GIVE_UP, "a parameter was refused", "See serviceMessage for which one."),
                new ErrorRule("InvalidRequest", SERVICE_REJECTED, GIVE_UP, "the request was refused", "See serviceMessage for why."),
                new ErrorRule("InvalidURI", SERVICE_REJECTED, GIVE_UP, "the object's address is malformed", ENDPOINT),
                new ErrorRule("InvalidObjectName", SERVICE_REJECTED, GIVE_UP, "the object's name is not one that COS takes", PATH),
                new ErrorRule("KeyTooLong", SERVICE_REJECTED, GIVE_UP, "the object's name is too long", PATH),
                new ErrorRule("MethodNotAllowed", SERVICE_REJECTED, GIVE_UP, "the resource does not take such a call", ENDPOINT),
                new ErrorRule("NotImplemented", SERVICE_REJECTED, GIVE_UP, "the endpoint knows no such call", ENDPOINT),
                new ErrorRule("ActionAccelerateNotSupported", SERVICE_REJECTED, GIVE_UP, "the acceleration endpoint takes no such call",
                        ENDPOINT),
                new ErrorRule("BucketAccelerateNotEnabled", SERVICE_REJECTED, GIVE_UP, "the bucket has no acceleration endpoint", ENDPOINT),
                new ErrorRule("DomainAuditFailed", SERVICE_REJECTED, GIVE_UP, "the endpoint's domain was not approved", ENDPOINT),
                new ErrorRule("BucketLocked", SERVICE_REJECTED, GIVE_UP, "the bucket is locked",
                        "Ask whoever keeps the application's storage: a retention rule covers the bucket."),
                new ErrorRule("ObjectLocked", SERVICE_REJECTED, GIVE_UP, "an object of that name is locked",
                        "Give another mediaStoragePath: the one there must not be overwritten."));
    }

    static List<ErrorRule> service() {
        return List.of(
                new ErrorRule("SlowDown", RATE_LIMITED, WAIT_FOR_SERVICE, "too many requests for the bucket",
                        "Nothing to do if it passes; else run fewer transfers at once, or ask Tencent for a higher rate."),
                new ErrorRule("ServiceUnavailable", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "COS is overloaded or down", WAITS),
                new ErrorRule("InternalError", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error inside COS", WAITS),
                new ErrorRule("KmsFreqControl", RATE_LIMITED, WAIT_FOR_SERVICE, "too many encryptions for the bucket", WAITS),
                new ErrorRule("KmsInternalException", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error inside COS's encryption", WAITS),
                new ErrorRule("KmsException", SERVICE_REJECTED, RETRY, "the bucket's encryption failed", KEY),
                new ErrorRule("KmsKeyDisabled", SERVICE_REJECTED, GIVE_UP, "the key that the bucket is encrypted with is off", KEY),
                new ErrorRule("KmsKeyNotExist", SERVICE_REJECTED, GIVE_UP, "the key that the bucket is encrypted with is gone", KEY),
                new ErrorRule("PaymentRequired", SERVICE_REJECTED, GIVE_UP, "the account owes payment", ACCOUNT),
                new ErrorRule("UnavailableForLegalReasons", SERVICE_REJECTED, GIVE_UP, "the account is blocked or in arrears", ACCOUNT));
    }

    /** For answers without a code, as those to HEAD are, and for codes that no rule names. */
    static List<ErrorRule> statuses() {
        return List.of(
                new ErrorRule("HTTP 3xx", SERVICE_REJECTED, GIVE_UP, "a redirect, which is not followed", ENDPOINT),
                new ErrorRule(FORBIDDEN, SERVICE_REJECTED, NEW_SESSION, "refused for a reason that the answer doesn't tell",
                        "Look for a proxy that refuses it, and for access rules of the application's bucket."),
                new ErrorRule("HTTP 404", SERVICE_REJECTED, NEW_SESSION, "what the call is about does not exist", ENDPOINT),
                new ErrorRule("HTTP 407", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "the proxy wants another user or password",
                        "Correct longshore.proxy.username and longshore.proxy.password; jobs wait until then."),
                new ErrorRule("HTTP 408", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "the bytes arrived too slowly", LINE),
                new ErrorRule("HTTP 429", RATE_LIMITED, WAIT_FOR_SERVICE, "too many requests", WAITS),
                new ErrorRule("HTTP 4xx", SERVICE_REJECTED, GIVE_UP, "the request was refused",
                        "See serviceCode and serviceMessage, and COS's documentation of the code."),
                new ErrorRule("HTTP 501", SERVICE_REJECTED, GIVE_UP, "the endpoint knows no such call", ENDPOINT),
                new ErrorRule("HTTP 5xx", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error on COS's side", WAITS));
    }
}
