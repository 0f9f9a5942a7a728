package dev.longshore.worker.vod.tencent;

import static dev.longshore.outcome.ErrorCode.CREDENTIALS_REJECTED;
import static dev.longshore.outcome.ErrorCode.INVALID_FIELD;
import static dev.longshore.outcome.ErrorCode.MANIFEST_INVALID;
import static dev.longshore.outcome.ErrorCode.QUOTA_EXCEEDED;
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

/**
 * The VOD API's error codes by whose matter they are.
 *
 * <p>Where the documentation leaves open whether a code is for good, it is retried within the job's attempts.
 */
final class VodErrorRules {
    private static final String ENDPOINT =
            "Check longshore.vod.endpoint and whatever stands between it and the worker; then look for a newer Longshore.";
    private static final String GRANT =
            "Grant the key vod:ApplyUpload, vod:CommitUpload and vod:SearchMedia (and vod:ParseStreamingManifest,"
                    + " where it is used) in CAM, for the sub-application too.";
    private static final String MISMATCH =
            "See serviceMessage: the request was not one that VOD takes; report it with the requestId, or look for a newer Longshore.";

    private VodErrorRules() {}

    static List<ErrorRule> credentials() {
        return List.of(
                new ErrorRule("AuthFailure.*", CREDENTIALS_REJECTED, GIVE_UP, "the credentials were refused",
                        "See serviceMessage and check the profile's key in CAM."),
                new ErrorRule("AuthFailure.InvalidAuthorization", CREDENTIALS_REJECTED, GIVE_UP, "the Authorization header is malformed",
                        "Look for blanks and line ends in the profile's secretId, and for a proxy that changes headers."),
                new ErrorRule("AuthFailure.InvalidSecretId", CREDENTIALS_REJECTED, GIVE_UP, "the secretId is not one of a cloud API key",
                        "Make an API key in CAM and give the profile that one."),
                new ErrorRule("AuthFailure.MFAFailure", CREDENTIALS_REJECTED, GIVE_UP, "the account asks for a second factor",
                        "Use the key of a sub-user for whom API calls need no second factor."),
                new ErrorRule("AuthFailure.SecretIdNotFound", CREDENTIALS_REJECTED, GIVE_UP, "there is no such key",
                        "See in CAM whether the key was deleted or disabled, and look for blanks around the profile's secretId."),
                new ErrorRule("AuthFailure.SignatureExpire", CREDENTIALS_REJECTED, RETRY, "the worker's clock is wrong by minutes",
                        "Set the worker's clock by NTP: it may differ by five minutes at most."),
                new ErrorRule("AuthFailure.SignatureFailure", CREDENTIALS_REJECTED, GIVE_UP, "the signature was refused",
                        "Check that the profile's secretKey is the one of its secretId; if it is, look for a proxy that changes requests."),
                new ErrorRule("AuthFailure.TokenFailure", CREDENTIALS_REJECTED, RETRY,
                        "the credentials' token was refused; it may have expired",
                        "Renew the profile's temporary key together with its token; a permanent key has no token."),
                new ErrorRule("AuthFailure.UnauthorizedOperation", CREDENTIALS_REJECTED, GIVE_UP, "the key may not make this call", GRANT),
                new ErrorRule("UnauthorizedOperation.*", CREDENTIALS_REJECTED, GIVE_UP, "the key may not make this call", GRANT),
                new ErrorRule("FailedOperation.NoPrivileges", CREDENTIALS_REJECTED, GIVE_UP, "the account may not make this call",
                        "Ask Tencent to enable the call for the account; a CAM policy does not help."),
                new ErrorRule("IpInBlacklist", CREDENTIALS_REJECTED, GIVE_UP, "the account refuses the worker's address",
                        "Take the address that the workers call from off the account's blacklist."),
                new ErrorRule("IpNotInWhitelist", CREDENTIALS_REJECTED, GIVE_UP, "the account does not know the worker's address",
                        "Put the address that the workers call from on the account's whitelist."));
    }

    static List<ErrorRule> account() {
        String activate = "Activate VOD for the account that the key belongs to, or give the profile another account's key.";
        return List.of(
                new ErrorRule("FailedOperation.InvalidVodUser", SERVICE_REJECTED, GIVE_UP, "VOD is not activated for the account",
                        activate),
                new ErrorRule("FailedOperation.InvalidAccount", SERVICE_REJECTED, GIVE_UP, "something is wrong with the account",
                        "See the account's state in the console: it may be in arrears or blocked."),
                new ErrorRule("ResourceNotFound.UserNotExist", SERVICE_REJECTED, GIVE_UP, "VOD does not know the account", activate),
                new ErrorRule("ResourceUnavailable.*", SERVICE_REJECTED, RETRY, "what the call needs is not available to the account",
                        "See in the console whether VOD is suspended or the account in arrears."),
                new ErrorRule("UnsupportedOperation.*", SERVICE_REJECTED, GIVE_UP, "the account or application can't do this",
                        "See serviceMessage: a feature that the job asks for may have to be activated in the console."),
                new ErrorRule("OperationDenied.*", SERVICE_REJECTED, GIVE_UP, "the account may not do this",
                        "See serviceMessage and the account's state in the console."));
    }

    static List<ErrorRule> limits() {
        String rate =
                "Nothing to do if it passes; else give longshore.vod.call-limits what the account has for Longshore, or ask Tencent for a higher rate.";
        return List.of(
                new ErrorRule("RequestLimitExceeded.*", RATE_LIMITED, WAIT_FOR_SERVICE, "too many calls a second", rate),
                new ErrorRule("RequestLimitExceeded.IPLimitExceeded", RATE_LIMITED, WAIT_FOR_SERVICE, "too many calls from one address",
                        "Nothing to do if it passes; else let the workers call from several addresses, or ask Tencent for a higher rate."),
                new ErrorRule("LimitExceeded.*", QUOTA_EXCEEDED, RETRY, "a quota of the account is used up",
                        "See serviceMessage for which one, and raise it in the console or with Tencent."),
                new ErrorRule("RequestSizeLimitExceeded", SERVICE_REJECTED, GIVE_UP, "the request is too long",
                        "Shorten the job's texts; a playlist must stay under 10 MB."),
                new ErrorRule("ResponseSizeLimitExceeded", SERVICE_REJECTED, RETRY, "the answer would be too long",
                        "Report it with the requestId: no call that Longshore makes should have so long an answer."));
    }

    static List<ErrorRule> service() {
        String wait = "Nothing to do: Longshore waits for as long as it takes; give Tencent the requestId if it lasts.";
        return List.of(
                new ErrorRule("InternalError.*", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "an error inside VOD", wait),
                new ErrorRule("ServiceUnavailable.*", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "VOD is down", wait),
                new ErrorRule("FailedOperation.NetWorkError", SERVICE_UNAVAILABLE, WAIT_FOR_SERVICE, "a network error inside VOD", wait),
                new ErrorRule("FailedOperation.*", SERVICE_REJECTED, RETRY, "the operation failed",
                        "See serviceMessage; publish the job again later, and give Tencent the requestId if it stays."),
                new ErrorRule("ResourceInsufficient.*", SERVICE_UNAVAILABLE, RETRY, "VOD lacks the resources for it",
                        "Publish the job again later, and give Tencent the requestId if it stays."),
                new ErrorRule("ResourceInUse.*", SERVICE_REJECTED, RETRY, "what the call is about is in use",
                        "Publish the job again once nothing else works on the same media or path."));
    }

    static List<ErrorRule> session() {
        return List.of(
                new ErrorRule("InvalidParameterValue.VodSessionKey", SESSION_EXPIRED, NEW_SESSION, "the session expired or was used",
                        "Nothing to do: Longshore looks for the media, and opens a new session once none can come of the old one."),
                new ErrorRule("ResourceNotFound.*", SESSION_EXPIRED, NEW_SESSION, "the session or its objects are not there",
                        "Nothing to do: Longshore looks for the media, and uploads again in a new session once none can come of the old one;"
                                + " if that fails too, see that nothing deletes objects from the bucket."));
    }

    static List<ErrorRule> fields() {
        String expiry = "Give a later expireTime as an ISO 8601 date-time.";
        String procedure = "Make the task flow in the console, in the job's sub-application, or name another one.";
        String region = "Activate the storage region in the console, in the job's sub-application, or name another one.";
        String media = "Give a mediaType that VOD takes, or a file of such a type.";
        String cover = "Give a coverType that VOD takes, such as jpg or png.";
        return List.of(
                field("UnsupportedRegion", "region", "VOD has no such access region",
                        "Name another region, or none to get longshore.vod.region."),
                field("InvalidParameter.ExpireTime", "expireTime", "VOD refuses the expiry time", expiry),
                field("InvalidParameterValue.ExpireTime", "expireTime", "VOD refuses the expiry time's form", expiry),
                field("InvalidParameterValue.CoverType", "coverType", "VOD takes no such cover", cover),
                field("FailedOperation.CoverType", "coverType", "VOD takes no such cover", cover),
                field("InvalidParameterValue.MediaType", "mediaType", "VOD takes no such media", media),
                field("FailedOperation.MediaType", "mediaType", "VOD takes no such media", media),
                field("InvalidParameterValue.MediaStoragePath", "mediaStoragePath",
                        "VOD refuses the path, or the application may not choose one",
                        "Correct the path; only an application in the mode \"FileID + Path\" may choose one."),
                field("InvalidParameterValue.SubAppId", "subAppId", "there is no such sub-application, or it must be named",
                        "Give the id of a sub-application of the key's account; accounts opened since the end of 2023 must name one."),
                field("InvalidParameterValue.StorageRegion", "storageRegion", "the account stores nothing in this region", region),
                field("InvalidParameter.StorageRegion", "storageRegion", "the account stores nothing in this region", region),
                field("InvalidParameterValue.ClassId", "classId", "there is no such class",
                        "Make the class in the console, or name another one."),
                field("InvalidParameterValue.Name", "mediaName", "the name is too long", "Give a shorter mediaName."),
                field("InvalidParameterValue.Procedure", "procedure", "there is no such task flow", procedure),
                field("InvalidParameterValue.ProcedureName", "procedure", "there is no such task flow", procedure),
                field("InvalidParameter.ProcedureNameNotExist", "procedure", "there is no such task flow", procedure),
                field("InvalidParameterValue.SessionContextTooLong", "sessionContext", "the text is too long", "Shorten sessionContext."),
                new ErrorRule("InvalidParameterValue.MediaManifestContent", MANIFEST_INVALID, GIVE_UP, "mediaFilePath",
                        "VOD can't read the playlist",
                        "Check the playlist with another tool; its files must be named by relative paths in its folder or below."));
    }

    private static ErrorRule field(String serviceCode, String field, String meaning, String hint) {
        return new ErrorRule(serviceCode, INVALID_FIELD, GIVE_UP, field, meaning, hint);
    }

    static List<ErrorRule> request() {
        return List.of(
                new ErrorRule("InvalidParameter.*", SERVICE_REJECTED, GIVE_UP, "a parameter was refused",
                        "See serviceMessage for which one, and correct the job's field of that name."),
                new ErrorRule("InvalidParameterValue.*", SERVICE_REJECTED, GIVE_UP, "a parameter's value was refused",
                        "See serviceMessage for which one, and correct the job's field of that name."),
                new ErrorRule("MissingParameter", SERVICE_REJECTED, GIVE_UP, "a parameter is missing", MISMATCH),
                new ErrorRule("UnknownParameter", SERVICE_REJECTED, GIVE_UP, "a parameter is unknown to the API",
                        "See serviceMessage for which one, and leave that field out of the job."),
                new ErrorRule("InvalidRequest", SERVICE_REJECTED, GIVE_UP, "the request's body is malformed", MISMATCH),
                new ErrorRule("DryRunOperation", SERVICE_REJECTED, GIVE_UP, "a trial run, which Longshore never asks for", ENDPOINT),
                new ErrorRule("ActionOffline", SERVICE_REJECTED, GIVE_UP, "VOD has withdrawn this call", "Look for a newer Longshore."),
                new ErrorRule("InvalidAction", SERVICE_REJECTED, GIVE_UP, "the endpoint knows no such call", ENDPOINT),
                new ErrorRule("NoSuchProduct", SERVICE_REJECTED, GIVE_UP, "the endpoint is not VOD's", ENDPOINT),
                new ErrorRule("NoSuchVersion", SERVICE_REJECTED, GIVE_UP, "the endpoint knows no such version of the API", ENDPOINT),
                new ErrorRule("UnsupportedProtocol", SERVICE_REJECTED, GIVE_UP, "the endpoint takes no such request", ENDPOINT));
    }
}
