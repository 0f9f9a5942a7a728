package dev.longshore.worker.conformance;

import static dev.longshore.worker.conformance.Checks.bundled;
import static dev.longshore.worker.conformance.Checks.bundledWithCover;
import static dev.longshore.worker.conformance.Checks.committed;
import static dev.longshore.worker.conformance.Checks.coverUrl;
import static dev.longshore.worker.conformance.Checks.echoed;
import static dev.longshore.worker.conformance.Checks.effort;
import static dev.longshore.worker.conformance.Checks.key;
import static dev.longshore.worker.conformance.Checks.nowhere;
import static dev.longshore.worker.conformance.Checks.region;
import static dev.longshore.worker.conformance.Checks.requests;
import static dev.longshore.worker.conformance.Checks.signedWith;
import static dev.longshore.worker.conformance.Checks.size;
import static dev.longshore.worker.conformance.Checks.storedAt;

import dev.longshore.outcome.UploadResult;
import java.util.List;

/** What can be asked for and is done. */
final class Rows {
    /** The attribute of rows about what no attribute asks for. */
    static final String AUTOMATIC = "(automatic)";

    private static final String ONE_PUT = "1 × PutObject";
    private static final int MIB = 1 << 20;
    private static final int PUT_MOST = 16 * MIB;

    private Rows() {}

    static List<Row> files() {
        return List.of(
                Row.of("jobId")
                        .with("jobId", "job-17")
                        .receives(nowhere("the id", Run::jobId))
                        .tells(
                                echoed("jobId", "job-17", UploadResult::jobId)),
                Row.of("mediaFilePath").with("mediaFilePath", "<films>/film.mp4").receives(requests(ONE_PUT)).tells(size()),
                Row.of("mediaFilePath").with("mediaFilePath", "films:2026/may/film.mp4").receives(requests(ONE_PUT)).tells(size()),
                Row.of("mediaType").with("mediaType", "mov").applies("MediaType", "mov"),
                Row.of("mediaType", "no `mediaType`")
                        .with("mediaFilePath", "films:FILM.MKV")
                        .applies("MediaType", "mkv")
                        .besides("MediaName", "FILM.MKV"),
                Row.of("mediaName").with("mediaName", "The Sea 海 🚢").applies("MediaName", "The Sea 海 🚢"),
                Row.of("mediaName", "no `mediaName`").with("mediaFilePath", "films:电影 1.mp4").applies("MediaName", "电影 1.mp4"),
                Row.of("coverFilePath")
                        .with("coverFilePath", "films:front.PNG")
                        .applies("CoverType", "png")
                        .receives(requests("2 × PutObject"))
                        .tells(coverUrl()),
                Row.of("coverType")
                        .with("coverFilePath", "films:front.bin")
                        .with("coverType", "jpg")
                        .applies("CoverType", "jpg")
                        .receives(requests("2 × PutObject"))
                        .tells(coverUrl()));
    }

    static List<Row> bundles() {
        return List.of(
                Row.of("mediaFilePath", "an HLS playlist with a key, an escaped and a plain non-ASCII name")
                        .with("mediaFilePath", "films:sea/index.m3u8")
                        .file("index.m3u8", """
                                #EXTM3U
                                #EXT-X-TARGETDURATION:4
                                #EXT-X-KEY:METHOD=AES-128,URI="keys/1.key"
                                #EXTINF:4,
                                %E6%B5%B7%20+1.ts
                                #EXTINF:4,
                                sub/海 🚢 2.ts?v=1
                                #EXT-X-ENDLIST
                                """)
                        .file("keys/1.key", "sixteen bytes ok")
                        .file("海 +1.ts", "the first segment of the sea")
                        .file("sub/海 🚢 2.ts", "the second segment of the sea")
                        .applies("MediaType", "m3u8")
                        .besides("MediaName", "index.m3u8")
                        .receives(bundled("keys/1.key", "海 +1.ts", "sub/海 🚢 2.ts"))
                        .tells(size()),
                Row.of("mediaFilePath", "an HLS master with two playlists over one file each")
                        .with("mediaFilePath", "films:ladder/master.m3u8")
                        .with("coverFilePath", "films:ladder/front.png")
                        .file("master.m3u8", """
                                #EXTM3U
                                #EXT-X-STREAM-INF:BANDWIDTH=100000
                                low/media.m3u8
                                #EXT-X-STREAM-INF:BANDWIDTH=900000
                                high/media.m3u8
                                """)
                        .file("low/media.m3u8", ranges("low"))
                        .file("high/media.m3u8", ranges("high"))
                        .file("low/all.mp4", "everything of the low rendition")
                        .file("high/all.mp4", "everything of the high rendition")
                        .applies("MediaType", "m3u8")
                        .besides("MediaName", "master.m3u8")
                        .besides("CoverType", "png")
                        .receives(bundledWithCover("low/media.m3u8", "low/all.mp4", "high/media.m3u8", "high/all.mp4"))
                        .tells(size()),
                Row.of("mediaFilePath", "a DASH manifest with a template, escaped and plain non-ASCII names, and subtitles")
                        .with("mediaFilePath", "films:waves/index.mpd")
                        .file("index.mpd", DashRows.TEMPLATE)
                        .file("海 /v 1.mp4", "what comes before the waves")
                        .file("海 /v 1-01.m4s", "the first segment of the waves")
                        .file("海 /v 1-02.m4s", "the second segment of the waves")
                        .file("untertitel ü.vtt", "WEBVTT")
                        .applies("MediaType", "mpd")
                        .besides("MediaName", "index.mpd")
                        .receives(bundled("海 /v 1.mp4", "海 /v 1-01.m4s", "海 /v 1-02.m4s", "untertitel ü.vtt"))
                        .tells(size()),
                Row.of("mediaFilePath", "a DASH manifest over a list of segments, a timeline and one whole file")
                        .with("mediaFilePath", "films:tides/tides.mpd")
                        .with("coverFilePath", "films:tides/front.png")
                        .file("tides.mpd", DashRows.LISTS)
                        .file("list/init.mp4", "what comes before the tides")
                        .file("list/1.m4s", "the first tide")
                        .file("list/2.m4s", "the second tide")
                        .file("0.m4s", "from the beginning")
                        .file("2000.m4s", "from two seconds on")
                        .file("all.mp4", "everything at once")
                        .applies("MediaType", "mpd")
                        .besides("MediaName", "tides.mpd")
                        .besides("CoverType", "png")
                        .receives(bundledWithCover("list/init.mp4", "list/1.m4s", "list/2.m4s", "0.m4s", "2000.m4s", "all.mp4"))
                        .tells(size()));
    }

    private static String ranges(String name) {
        return """
                #EXTM3U
                # %s
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:4
                #EXT-X-MAP:URI="all.mp4",BYTERANGE="5@0"
                #EXTINF:4,
                #EXT-X-BYTERANGE:10@5
                all.mp4
                #EXTINF:4,
                #EXT-X-BYTERANGE:10@15
                all.mp4
                #EXT-X-ENDLIST
                """.formatted(name);
    }

    static List<Row> parameters() {
        String sourceContext = "é".repeat(250);
        String sessionContext = "海".repeat(1000);
        return List.of(
                Row.of("procedure").with("procedure", "LongVideoPreset").applies("Procedure", "LongVideoPreset"),
                Row.of("expireTime").with("expireTime", "2099-01-01T08:00:00+08:00").applies("ExpireTime", "2099-01-01T00:00:00Z"),
                Row.of("classId").with("classId", 7).applies("ClassId", 7),
                Row.of("sourceContext")
                        .with("sourceContext", "order 7 | «a»")
                        .applies("SourceContext", "order 7 | «a»")
                        .tells(
                                echoed("sourceContext", "order 7 | «a»", UploadResult::sourceContext)),
                Row.of("sourceContext")
                        .with("sourceContext", sourceContext)
                        .applies("SourceContext", sourceContext)
                        .tells(
                                echoed("sourceContext", sourceContext, UploadResult::sourceContext)),
                Row.of("sessionContext")
                        .with("sessionContext", sessionContext)
                        .applies("SessionContext", sessionContext)
                        .tells(
                                echoed("sessionContext", sessionContext, UploadResult::sessionContext)),
                Row.of("subAppId")
                        .with("subAppId", 9_007_199_254_740_993L)
                        .applies("SubAppId", 9_007_199_254_740_993L)
                        .receives(
                                committed("SubAppId", 9_007_199_254_740_993L)),
                Row.of("storageRegion")
                        .with("storageRegion", "ap-shanghai")
                        .applies("StorageRegion", "ap-shanghai")
                        .receives(
                                storedAt("ap-shanghai")),
                Row.of("mediaStoragePath")
                        .with("mediaStoragePath", "/series/海/1.mp4")
                        .applies("MediaStoragePath", "/series/海/1.mp4")
                        .receives(key("series/海/1.mp4")),
                Row.of("extInfo").with("extInfo", "{\"a\":1}").applies("ExtInfo", "{\"a\":1}"),
                Row.of("region").with("region", "ap-singapore").receives(region("ap-singapore")),
                Row.of("region", "no `region`: the worker's default").receives(region("ap-guangzhou")),
                Row.of("region")
                        .with("region", "ap-singapore")
                        .with("storageRegion", "ap-beijing")
                        .applies("StorageRegion", "ap-beijing")
                        .receives(region("ap-singapore"))
                        .receives(storedAt("ap-beijing")));
    }

    /** What no job can show here. */
    static List<String> notShown() {
        return List.of(Row.notShown(
                "credentials",
                "a profile from the SDK's providers: environment, profile file, CVM role, OIDC",
                "they ask the machine or services of Tencent's"));
    }

    static List<Row> transfers() {
        return List.of(
                Row.of("concurrentUploadNumber", "3 parts, two of 8 MiB")
                        .with("concurrentUploadNumber", 1)
                        .bytes(17 * MIB)
                        .partsAtOnce(1),
                Row.of("concurrentUploadNumber", "5 parts")
                        .with("concurrentUploadNumber", 3)
                        .bytes(40 * MIB)
                        .partsAtOnce(3),
                Row.of("concurrentUploadNumber", "9 parts, two slices")
                        .with("concurrentUploadNumber", 8)
                        .bytes(72 * MIB)
                        .partsAtOnce(8),
                Row.of("concurrentUploadNumber", "no `concurrentUploadNumber`: the workers' default; 6 parts")
                        .bytes(48 * MIB)
                        .partsAtOnce(4),
                Row.of("bandwidthLimit", "9 parts, one slice although `concurrentUploadNumber` asks for two")
                        .with("concurrentUploadNumber", 8)
                        .with("bandwidthLimit", 1L << 30)
                        .bytes(72 * MIB)
                        .partsAtOnce(4),
                Row.of("credentials").with("credentials", "archive").receives(signedWith("AKIDarchive", false)),
                Row.of("credentials", "a profile with a token")
                        .with("credentials", "temporary")
                        .receives(
                                signedWith("AKIDtemporary", true)),
                Row.of("credentials", "a profile in a file")
                        .with("credentials", "rotated")
                        .receives(
                                signedWith("AKIDrotated1", false)),
                Row.of("credentials", "the same profile, its file replaced meanwhile")
                        .with("credentials", "rotated")
                        .receives(
                                signedWith("AKIDrotated2", false)),
                Row.of("credentials", "no `credentials`").receives(signedWith("AKIDdefault", false)),
                Row.of(AUTOMATIC, "a file of 1,000 bytes: what its outcome says").receives(requests(ONE_PUT)).tells(effort()),
                Row.of(AUTOMATIC, "the same of a file of 17 MiB")
                        .bytes(17 * MIB)
                        .receives(
                                requests("1 × InitiateMultipartUpload, 3 × UploadPart, 1 × CompleteMultipartUpload"))
                        .tells(effort()),
                Row.of("deadline", "a deadline that it meets").with("deadline", "2099-12-31T12:00:00Z").receives(requests(ONE_PUT)),
                Row.of("notBefore", "a time that has come").with("notBefore", "2026-01-01T00:00:00Z").receives(requests(ONE_PUT)),
                Row.of(AUTOMATIC, "a file of 16 MiB").bytes(PUT_MOST).receives(requests(ONE_PUT)).tells(size()),
                Row.of(AUTOMATIC, "a file of 16 MiB and a byte")
                        .bytes(PUT_MOST + 1)
                        .receives(
                                requests("1 × InitiateMultipartUpload, 3 × UploadPart, 1 × CompleteMultipartUpload"))
                        .tells(size()));
    }
}
