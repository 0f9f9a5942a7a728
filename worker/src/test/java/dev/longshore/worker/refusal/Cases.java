package dev.longshore.worker.refusal;

import static dev.longshore.outcome.ErrorCode.COMMIT_UNRESOLVED;
import static dev.longshore.outcome.ErrorCode.CREDENTIALS_REJECTED;
import static dev.longshore.outcome.ErrorCode.INVALID_FIELD;
import static dev.longshore.outcome.ErrorCode.MANIFEST_INVALID;
import static dev.longshore.outcome.ErrorCode.SERVICE_REJECTED;
import static dev.longshore.outcome.ErrorCode.SESSION_EXPIRED;
import static dev.longshore.worker.refusal.Refusal.always;
import static dev.longshore.worker.refusal.Refusal.between;
import static dev.longshore.worker.refusal.Refusal.first;
import static dev.longshore.worker.refusal.Refusal.ofCommitThatTookEffect;
import static dev.longshore.worker.refusal.Refusal.ofFirstSession;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** The table. A media of 100,000 bytes goes up as one object. */
final class Cases {
    private static final String APPLY = "ApplyUpload";
    private static final String COMMIT = "CommitUpload";
    private static final String SEARCH = "SearchMedia";
    private static final String KEY = "InvalidParameterValue.VodSessionKey";
    private static final String GONE = "ResourceNotFound";
    private static final String PARSE = "ParseStreamingManifest";
    private static final String DENIED = "UnauthorizedOperation";
    private static final String PLAIN = "ApplyUpload, CommitUpload";

    private Cases() {}

    static List<Case> passing() {
        return List.of(
                Case.of("ApplyUpload: `InternalError`, twice", "2 × ApplyUpload `InternalError`, " + PLAIN,
                        first(2, APPLY, "InternalError")),
                Case.of("ApplyUpload: `InternalError` for hours", "many × ApplyUpload `InternalError`, " + PLAIN,
                        first(60, APPLY, "InternalError")).many(60),
                Case.of("CommitUpload: `InternalError`, without effect",
                        "ApplyUpload, CommitUpload `InternalError`, SearchMedia, CommitUpload",
                        first(1, COMMIT, "InternalError")),
                Case.of("CommitUpload: `InternalError`, but it took effect", "ApplyUpload, CommitUpload `InternalError`, SearchMedia",
                        ofCommitThatTookEffect("InternalError")),
                Case.of("CommitUpload and the look-up after it: `InternalError`",
                        "ApplyUpload, 2 × CommitUpload `InternalError`, SearchMedia `InternalError`, SearchMedia, CommitUpload",
                        first(2, COMMIT, "InternalError"), first(1, SEARCH, "InternalError")),
                Case.of("both: `RequestLimitExceeded`",
                        "ApplyUpload `RequestLimitExceeded`, ApplyUpload, 3 × CommitUpload `RequestLimitExceeded`, CommitUpload",
                        first(1, APPLY, "RequestLimitExceeded"), first(3, COMMIT, "RequestLimitExceeded")),
                Case.of("ApplyUpload: `FailedOperation`, once", "ApplyUpload `FailedOperation`, " + PLAIN,
                        first(1, APPLY, "FailedOperation"))
                        .attempts(2));
    }

    static List<Case> permanent() {
        return List.of(
                Case.of("ApplyUpload: `InvalidParameter.ExpireTime`", "ApplyUpload `InvalidParameter.ExpireTime`",
                        always(APPLY, "InvalidParameter.ExpireTime"))
                        .job(job -> job.expireTime(OffsetDateTime.parse("2099-01-01T00:00:00Z")))
                        .fails(INVALID_FIELD, "InvalidParameter.ExpireTime", "expireTime"),
                Case.of("ApplyUpload: `InvalidParameterValue.ExpireTime`", "ApplyUpload `InvalidParameterValue.ExpireTime`",
                        always(APPLY, "InvalidParameterValue.ExpireTime"))
                        .job(job -> job.expireTime(OffsetDateTime.parse("2099-01-01T00:00:00Z")))
                        .fails(INVALID_FIELD, "InvalidParameterValue.ExpireTime", "expireTime"),
                Case.of("ApplyUpload: `InvalidParameterValue.MediaStoragePath`, from the emulator itself",
                        "ApplyUpload `InvalidParameterValue.MediaStoragePath`")
                        .job(job -> job.mediaStoragePath("/a/../b.mp4"))
                        .fails(INVALID_FIELD, "InvalidParameterValue.MediaStoragePath", "mediaStoragePath"),
                Case.of("ApplyUpload: `InvalidParameterValue.CoverType`, from the emulator itself",
                        "ApplyUpload `InvalidParameterValue.CoverType`")
                        .job(job -> job.coverFilePath("films:film.mp4"))
                        .fails(INVALID_FIELD, "InvalidParameterValue.CoverType", "coverType"),
                Case.of("ApplyUpload: `InvalidParameterValue.MediaType`, from the emulator itself",
                        "ApplyUpload `InvalidParameterValue.MediaType`")
                        .job(job -> job.mediaType("exe"))
                        .fails(INVALID_FIELD, "InvalidParameterValue.MediaType", "mediaType"),
                Case.of("ApplyUpload: `InvalidParameterValue.SubAppId`, from the emulator itself",
                        "ApplyUpload `InvalidParameterValue.SubAppId`")
                        .job(job -> job.subAppId(7L))
                        .account(vod -> vod.withAccount(vod.account().withSubAppIds(Set.of(8L))))
                        .fails(INVALID_FIELD, "InvalidParameterValue.SubAppId", "subAppId"),
                Case.of("CommitUpload: `InvalidParameterValue.SubAppId`",
                        "ApplyUpload, CommitUpload `InvalidParameterValue.SubAppId`, SearchMedia",
                        always(COMMIT, "InvalidParameterValue.SubAppId"))
                        .fails(INVALID_FIELD, "InvalidParameterValue.SubAppId", "subAppId"),
                Case.of("ApplyUpload: `UnauthorizedOperation`, from the emulator itself", "ApplyUpload `UnauthorizedOperation`")
                        .account(vod -> vod.withDeniedActions(Set.of(APPLY)))
                        .fails(CREDENTIALS_REJECTED, DENIED, null),
                Case.of("CommitUpload: `UnauthorizedOperation`, from the emulator itself",
                        "ApplyUpload, CommitUpload `UnauthorizedOperation`, SearchMedia")
                        .account(vod -> vod.withDeniedActions(Set.of(COMMIT)))
                        .fails(CREDENTIALS_REJECTED, DENIED, null),
                Case.of("ApplyUpload: `FailedOperation`, always", "5 × ApplyUpload `FailedOperation`", always(APPLY, "FailedOperation"))
                        .attempts(5)
                        .sessions(0)
                        .fails(SERVICE_REJECTED, "FailedOperation", null));
    }

    /** Whether an earlier commit used the session can't be told before it has expired and a media would show. */
    static List<Case> sessions() {
        return List.of(refusedOnce(KEY), refusedOnce(GONE), used(KEY), refusedForASession(KEY), refusedForASession(GONE),
                refusedAlways(KEY),
                refusedAlways(GONE));
    }

    /** A commit took effect and its answer was lost; then the key is refused, or may not look media up. */
    static List<Case> lookUps() {
        String first = "ApplyUpload, CommitUpload `InternalError`, ";
        return List.of(
                Case.of("CommitUpload: `InternalError`, but it took effect, then `" + KEY
                        + "`; SearchMedia: `UnauthorizedOperation`, five times",
                        first + "5 × SearchMedia `UnauthorizedOperation`, 5 × CommitUpload `" + KEY + "`, SearchMedia",
                        ofCommitThatTookEffect("InternalError"), between(2, 99, COMMIT, KEY), first(5, SEARCH, DENIED)),
                Case.of("the same; SearchMedia: `UnauthorizedOperation`, always",
                        first + "many × SearchMedia `UnauthorizedOperation`, many × CommitUpload `" + KEY + "`",
                        ofCommitThatTookEffect("InternalError"), between(2, 99, COMMIT, KEY), always(SEARCH, DENIED))
                        .many(20)
                        .leavesItsMedia()
                        .fails(COMMIT_UNRESOLVED, DENIED, null),
                Case.of("CommitUpload: `InternalError`, but it took effect, then `AuthFailure.SecretIdNotFound`, twice; the search shows no media yet",
                        first + "3 × SearchMedia, 2 × CommitUpload `AuthFailure.SecretIdNotFound`, CommitUpload",
                        ofCommitThatTookEffect("InternalError"), between(2, 3, COMMIT, "AuthFailure.SecretIdNotFound"))
                        .account(vod -> vod.withSearchLag(Duration.ofHours(1))));
    }

    /** A playlist that names one file, where VOD is asked which ({@code longshore.source.manifests=service}). */
    static List<Case> manifests() {
        String plain = PARSE + ", " + PLAIN;
        return List.of(
                manifest("`InternalError`, twice", "2 × ParseStreamingManifest `InternalError`, " + plain,
                        first(2, PARSE, "InternalError")),
                manifest("`RequestLimitExceeded`, once", "ParseStreamingManifest `RequestLimitExceeded`, " + plain,
                        first(1, PARSE, "RequestLimitExceeded")),
                manifest("`FailedOperation`, once", "ParseStreamingManifest `FailedOperation`, " + plain,
                        first(1, PARSE, "FailedOperation"))
                        .attempts(2),
                manifest("`FailedOperation`, always", "5 × ParseStreamingManifest `FailedOperation`", always(PARSE, "FailedOperation"))
                        .attempts(5)
                        .fails(SERVICE_REJECTED, "FailedOperation", null),
                manifest("`InvalidParameterValue`", "ParseStreamingManifest `InvalidParameterValue`",
                        always(PARSE, "InvalidParameterValue"))
                        .fails(SERVICE_REJECTED, "InvalidParameterValue", null),
                manifest("`InvalidParameterValue.MediaManifestContent`",
                        "ParseStreamingManifest `InvalidParameterValue.MediaManifestContent`",
                        always(PARSE, "InvalidParameterValue.MediaManifestContent"))
                        .fails(MANIFEST_INVALID, "InvalidParameterValue.MediaManifestContent", "mediaFilePath"),
                manifest("`UnauthorizedOperation`, from the emulator itself", "ParseStreamingManifest `UnauthorizedOperation`")
                        .account(vod -> vod.withDeniedActions(Set.of(PARSE)))
                        .fails(CREDENTIALS_REJECTED, DENIED, null));
    }

    private static Case manifest(String answers, String calls, Refusal... refusals) {
        return Case.of("ParseStreamingManifest: " + answers, calls, refusals).playlist();
    }

    private static Case refusedOnce(String code) {
        return Case.of("CommitUpload: `" + code + "`, once", "ApplyUpload, CommitUpload `" + code + "`, SearchMedia, CommitUpload",
                first(1, COMMIT, code));
    }

    private static Case used(String code) {
        return Case.of("CommitUpload: `" + code + "`, since the session was committed before",
                "ApplyUpload, CommitUpload `" + code + "`, SearchMedia",
                ofCommitThatTookEffect(code));
    }

    private static Case refusedForASession(String code) {
        return Case.of("CommitUpload: `" + code + "`, always for the first session",
                "2 × ApplyUpload, many × CommitUpload `" + code + "`, many × SearchMedia, CommitUpload", ofFirstSession(code))
                .many(30)
                .attempts(2)
                .sessions(2);
    }

    private static Case refusedAlways(String code) {
        return Case.of("CommitUpload: `" + code + "`, always", "5 × ApplyUpload, many × CommitUpload `" + code + "`, many × SearchMedia",
                always(COMMIT, code))
                .many(100)
                .attempts(5)
                .sessions(5)
                .fails(SESSION_EXPIRED, code, null);
    }
}
