package dev.longshore.worker.conformance;

import static dev.longshore.worker.conformance.Checks.noCall;
import static dev.longshore.worker.conformance.Checks.refusedApply;

import dev.longshore.outcome.ErrorCode;
import java.util.List;

/** What can't be asked for: refused by Longshore before any call where there is a rule, else by the service. */
final class Refusals {
    private Refusals() {}

    static List<Row> byLongshore() {
        return List.of(
                refused("jobId").with("jobId", "job 17"),
                refused("mediaFilePath").with("mediaFilePath", "https://example.com/film.mp4"),
                failing(ErrorCode.SOURCE_OUTSIDE_ROOTS, "mediaFilePath", "a root that the worker doesn't know")
                        .with("mediaFilePath", "songs:song.mp3"),
                failing(ErrorCode.MANIFEST_INVALID, "mediaFilePath", "a DASH manifest that is still being written")
                        .with("mediaFilePath", "films:live/index.mpd")
                        .file("index.mpd", "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"dynamic\"/>"),
                failing(ErrorCode.SOURCE_TYPE_UNKNOWN, "mediaType", "no `mediaType`").with("mediaFilePath", "films:film"),
                failing(ErrorCode.SOURCE_TYPE_UNKNOWN, "coverType", "no `coverType`").with("coverFilePath", "films:front"),
                refused("coverType").with("coverType", "jpg"),
                refused("expireTime").with("expireTime", "tomorrow"),
                refused("expireTime").with("expireTime", "2099-01-01T08:00:00"),
                refused("expireTime").with("expireTime", "2001-01-01T00:00:00Z"),
                refused("classId").with("classId", "7th"),
                refused("sourceContext").with("sourceContext", "é".repeat(251)),
                refused("sessionContext").with("sessionContext", "海".repeat(1001)),
                refused("subAppId").with("subAppId", -1),
                refused("concurrentUploadNumber").with("concurrentUploadNumber", 0),
                refused("concurrentUploadNumber").with("concurrentUploadNumber", 257),
                refused("bandwidthLimit").with("bandwidthLimit", 65535),
                failing(ErrorCode.CREDENTIALS_UNKNOWN, "credentials", "a profile that the worker doesn't hold")
                        .with("credentials", "unheard-of"));
    }

    static List<Row> byTheService() {
        return List.of(
                bad("mediaType").with("mediaType", "exe").receives(refusedApply("InvalidParameterValue.MediaType")),
                bad("coverType").with("coverFilePath", "films:front.mp4").receives(refusedApply("InvalidParameterValue.CoverType")),
                bad("storageRegion").with("storageRegion", "ap-atlantis")
                        .receives(
                                refusedApply("InvalidParameterValue.StorageRegion")),
                bad("mediaStoragePath").with("mediaStoragePath", "/a/../b.mp4")
                        .receives(
                                refusedApply("InvalidParameterValue.MediaStoragePath")),
                bad("region").with("region", "moon-north")
                        .with("sourceContext", "order 7")
                        .with("sessionContext", "basket 9")
                        .receives(refusedApply("UnsupportedRegion"))
                        .tells(Checks.errorEchoes("order 7", "basket 9")));
    }

    private static Row refused(String field) {
        return bad(field).receives(noCall());
    }

    private static Row bad(String field) {
        return Row.of(field).fails(ErrorCode.INVALID_FIELD.code(), field);
    }

    private static Row failing(ErrorCode code, String field, String remark) {
        return Row.of(field, remark).fails(code.code(), field).receives(noCall());
    }
}
