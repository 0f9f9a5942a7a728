package dev.longshore.worker.hostile;

import static dev.longshore.outcome.ErrorCode.MALFORMED_JSON;
import static dev.longshore.outcome.ErrorCode.MISSING_FIELD;
import static dev.longshore.outcome.ErrorCode.TOO_LARGE;
import static dev.longshore.outcome.ErrorCode.UNKNOWN_FIELD;

import dev.longshore.outcome.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are no good JSON, or JSON that is no good job. */
final class RecordAttacks {
    private static final int FULL = 64 * 1024;

    private RecordAttacks() {}

    static List<Attack> text() {
        return List.of(
                malformed("no bytes", new byte[0], null, "has no value"),
                malformed("`null`", Json.utf8("null"), null, "found null"),
                malformed("an array of jobs", Json.utf8("[" + Json.least() + "]"), null, "found an array"),
                malformed("text behind the object", Json.utf8(Json.least() + "x"), null, "Not JSON"),
                malformed("a second object behind the first", Json.utf8(Json.least() + Json.least()), null, "Not one JSON object"),
                malformed("no end", Json.utf8(Json.least().substring(0, 40)), null, "Not JSON"),
                malformed("a field twice", Json.withFilm("\"mediaName\":\"a\",\"mediaName\":\"b\""), "mediaName", "stands there twice"),
                malformed("the path twice, once escaped",
                        Json.withFilm("\"media\\u0046ilePath\":\"films:good.mp4\""), "mediaFilePath", "stands there twice"),
                malformed("20,000 nested arrays", Json.withFilm("\"extInfo\":" + "[".repeat(20_000)), null, "nesting depth"),
                malformed("a number of 40,000 digits", Json.withFilm("\"classId\":" + "9".repeat(40_000)), null, "Number value length"),
                malformed("overlong UTF-8 (`C0 AF` for a slash)", broken(0xC0, 0xAF), null, "Not UTF-8"),
                malformed("Latin-1 instead of UTF-8", broken(0xE9, 'x'), null, "Not UTF-8"),
                malformed("UTF-16", Json.least().getBytes(StandardCharsets.UTF_16), null, "Not UTF-8"),
                malformed("a raw new line in a text", Json.withFilm("\"mediaName\":\"a\nb\""), null, "Illegal unquoted character"),
                Attack.of("record: 64 KiB and a byte").raw(padded(FULL + 1)).refused(TOO_LARGE, null, "The message has 65537 bytes"));
    }

    private static Attack malformed(String what, byte[] record, @Nullable String field, String words) {
        return Attack.of("record: " + what).raw(record).refused(MALFORMED_JSON, field, words);
    }

    private static byte[] broken(int one, int other) {
        String start = new String(Json.withFilm("\"mediaName\":\"a"), StandardCharsets.US_ASCII);
        return (start.substring(0, start.length() - 1) + (char) one + (char) other + "\"}").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An id of its own, since the length must be exact. */
    private static byte[] padded(int bytes) {
        return Json.filling(bytes, "filling-" + bytes);
    }

    static List<Attack> taken() {
        return List.of(
                Attack.of("record: 64 KiB").raw(padded(FULL)).becomesMedia(),
                Attack.of("record: a byte order mark in front").raw(Json.utf8("\uFEFF" + Json.least())).becomesMedia(),
                Attack.of("record: every character escaped (`\\u006a…`)").raw(escaped()).becomesMedia(),
                Attack.of("record: `null` for what is not required").with("mediaName", null).with("subAppId", null).becomesMedia());
    }

    private static byte[] escaped() {
        return Json.of("\"" + escaped("mediaFilePath") + "\":\"" + escaped(Attack.FILM) + "\"");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        return escaped.toString();
    }

    static List<Attack> fields() {
        List<Attack> rows = new ArrayList<>(List.of(
                Attack.of("a field that no job has").with("mediaFilepath", "x").refused(UNKNOWN_FIELD, "mediaFilepath", "has no field"),
                Attack.of("a field `__proto__`").with("__proto__", "x").refused(UNKNOWN_FIELD, "__proto__", "has no field"),
                Attack.of("a field whose name would start a new line")
                        .with("a\nb", 1)
                        .refused(UNKNOWN_FIELD, "a\uFFFDb", "A job has no field \"a\uFFFDb\""),
                Attack.of("`mediaFilePath`: null").path(null).refused(MISSING_FIELD, "mediaFilePath", "needs the field"),
                Attack.of("`jobId` with a tab").with("jobId", "a\tb").refused("jobId", "must be 1 to 128 visible ASCII characters"),
                Attack.of("`jobId` of 129 characters").with("jobId", "j".repeat(129)).refused("jobId", "must be 1 to 128"),
                Attack.of("`jobId` in Cyrillic letters that look like ASCII")
                        .with("jobId", "\u0430\u0431")
                        .refused("jobId", "visible ASCII"),
                Attack.of("`jobId`: 17, a number").with("jobId", 17).refused("jobId", "must be a string but is the number 17"),
                Attack.of("`jobId` of 128 characters, each of them one that paths, URLs or Kafka take for theirs")
                        .with("jobId", "/../:#%?&\"'\\{}<>".repeat(8))
                        .becomesMedia(),
                half("sourceContext"),
                half("extInfo"),
                bad("extInfo", "", "must not be empty"),
                bad("mediaType", "../mp4", "1 to 16 letters or digits"),
                bad("mediaType", "mp4\n", "1 to 16 letters or digits"),
                bad("mediaType", "m".repeat(17), "1 to 16 letters or digits"),
                bad("region", "AP-GUANGZHOU", "must be a region"),
                bad("storageRegion", "x.evil.example/", "must be a region"),
                bad("credentials", "../../etc/shadow", "never a secret")));
        rows.addAll(List.of(
                Attack.of("`sourceContext` of 250 ships, 1,000 bytes")
                        .with("sourceContext", "🚢".repeat(250))
                        .becomesMediaWith("SourceContext", "🚢".repeat(250)),
                Attack.of("`sourceContext` of 251 ships")
                        .with("sourceContext", "🚢".repeat(251))
                        .refused("sourceContext", "must be at most 250 characters"),
                Attack.of("`mediaType`: MP4").with("mediaType", "MP4").becomesMediaWith("MediaType", "mp4")));
        return rows;
    }

    private static Attack bad(String field, Object value, String words) {
        return Attack.of("`" + field + ": " + Outcomes.visible(String.valueOf(value)) + "`").with(field, value).refused(field, words);
    }

    private static Attack half(String field) {
        return Attack.of("`" + field + "` with half a character")
                .raw(Json.withFilm("\"" + field + "\":\"a\\ude00\""))
                .refused(field, "without unpaired surrogates");
    }

    static List<Attack> numbersAndTimes() {
        return List.of(
                number("subAppId", "9223372036854775808", "must be a whole number of at most 64 bit"),
                Attack.of("`subAppId: 9223372036854775807`")
                        .raw(Json.withFilm("\"subAppId\":9223372036854775807"))
                        .becomesMediaWith("SubAppId", "9223372036854775807"),
                number("subAppId", "1.5", "must be a whole number"),
                number("subAppId", "1.0", "must be a whole number"),
                number("subAppId", "1e3", "must be a whole number"),
                number("subAppId", "\"1\"", "must be a whole number of at most 64 bit but is the string \"1\""),
                number("classId", "-2", "must be -1 to"),
                number("classId", "1e999999999", "must be a whole number"),
                number("concurrentUploadNumber", "2147483648", "must be a whole number of at most 32 bit"),
                number("concurrentUploadNumber", "-1", "must be 1 to 256"),
                number("bandwidthLimit", "0", "must be 65536 to 1099511627776"),
                number("bandwidthLimit", "\"10M\"", "must be a whole number of at most 64 bit but is the string \"10M\""),
                Attack.of("`concurrentUploadNumber: 256` for a file of 3 parts")
                        .bytes(17 << 20)
                        .with("concurrentUploadNumber", 256)
                        .becomesMedia(),
                time("2030-02-30T12:00:00Z"),
                time("2030-01-31T23:59:60Z"),
                time("2030-01-31T12:00:00+25:00"),
                time("2030-01-31 12:00:00Z"),
                time("+12030-01-31T12:00:00Z"),
                Attack.of("`expireTime: 0000-01-01T00:00:00Z`")
                        .with("expireTime", "0000-01-01T00:00:00Z")
                        .fails(ErrorCode.INVALID_FIELD, "expireTime", "must lie in the future"),
                Attack.of("`expireTime: 9999-12-31T23:59:59.999999999-18:00`, in the year 10000 elsewhere")
                        .with("expireTime", "9999-12-31T23:59:59.999999999-18:00")
                        .refused("expireTime", "must lie in the years"));
    }

    private static Attack number(String field, String value, String words) {
        return Attack.of("`" + field + ": " + value + "`").raw(Json.withFilm("\"" + field + "\":" + value)).refused(field, words);
    }

    private static Attack time(String value) {
        return Attack.of("`expireTime: " + value + "`")
                .with("expireTime", value)
                .refused("expireTime", "must be a date-time with seconds and offset");
    }

    static List<Attack> storagePaths() {
        return List.of(
                stored("/a/%2e%2e/%00/b.mp4"),
                stored("/a b+c&d=e?f#g/'\"海🚢.mp4"),
                stored("/a/..b/...mp4"),
                unstorable("../b.mp4"),
                unstorable("/a/.."),
                unstorable("/a//b.mp4"),
                unstorable("/a\nb.mp4"),
                Attack.of("`mediaStoragePath` of 4,097 characters")
                        .with("mediaStoragePath", "/" + "x".repeat(4096))
                        .refused("mediaStoragePath", "must be at most 4096 characters"));
    }

    private static Attack stored(String path) {
        return Attack.of("`mediaStoragePath: " + Outcomes.visible(path) + "`")
                .with("mediaStoragePath", path)
                .becomesMediaWith("path", path);
    }

    private static Attack unstorable(String path) {
        return Attack.of("`mediaStoragePath: " + Outcomes.visible(path) + "`")
                .with("mediaStoragePath", path)
                .fails(ErrorCode.INVALID_FIELD, "mediaStoragePath", "VOD refuses the path");
    }
}
