package dev.longshore.worker.hostile;

import dev.longshore.outcome.ErrorCode;
import java.nio.file.Files;
import java.util.List;

/** Names of files: of other scripts, invisible, too long, or meant for a shell. */
final class NameAttacks {
    private static final String NFC = "\u00e9t\u00e9.mp4";
    private static final String NFD = "e\u0301te\u0301.mp4";

    private NameAttacks() {}

    static List<Attack> taken() {
        return List.of(
                named("emoji and Chinese", "🎬🚢 海.mp4"),
                named("a right-to-left override, which makes it look like `film4pm.jpg`", "film\u202Egpj.mp4"),
                named("joined emoji", "👩\u200D🚀\uFE0F.mp4"),
                named("a byte order mark in front", "\uFEFFfilm.mp4"),
                named("80 combining marks on one letter", "Z" + "\u0337\u0351".repeat(40) + ".mp4"),
                twins("its composed twin beside it", NFC, NFD),
                twins("its decomposed twin beside it", NFD, NFC),
                named("a new line, a tab and an escape sequence", "line\nbreak\ttab\u001B[31m.mp4"),
                named("what shells, URLs and SQL take for theirs", "-rf $(id) `id` 'q' \"d\" ;--&|*?#<>\\ %2e%2e%00.mp4"),
                named("a colon", "12:30.mp4"),
                Attack.of("name of 255 bytes").file("films:" + "x".repeat(251) + ".mp4").becomesMedia(),
                Attack.of("`mediaName` of 1,024 emoji")
                        .with("mediaName", "🚢".repeat(1024))
                        .becomesMediaWith("MediaName", "🚢".repeat(1024)));
    }

    private static Attack named(String what, String name) {
        return Attack.of("name with " + what).file("films:" + name).becomesMediaWith("MediaName", name);
    }

    private static Attack twins(String what, String name, String twin) {
        return Attack.of("name `" + Outcomes.visible(name) + "`, " + what)
                .file("films:" + name)
                .prepared(film -> Files.write(film.resolveSibling(twin), Harbour.content(7)))
                .becomesMediaWith("MediaName", name);
    }

    static List<Attack> refused() {
        return List.of(
                missing("name of 256 bytes", "films:" + "x".repeat(252) + ".mp4", "File name too long"),
                missing("name of 67 characters in 256 bytes", "films:" + "🚢".repeat(63) + ".mp4", "File name too long"),
                missing("name of 4,000 characters", "films:" + "x".repeat(4000), "(4006 characters) does not exist (File name too long)"),
                missing("name of 400 emoji, cut in the message between two of them", "films:" + "a" + "🚢".repeat(400),
                        "File name too long"),
                missing("missing file whose name would start a new line in a log", "films:a\n\u001B[2Jtask.ended.mp4",
                        "films:a\\u000A\\u001B[2Jtask.ended.mp4 does not exist"),
                missing("missing file whose name turns the text round", "films:\u202Egpj.mp4", "films:\\u202Egpj.mp4 does not exist"),
                untyped("name that ends in a blank", "films:film.mp4 "),
                untyped("name that is only an extension", "films:.mp4"),
                untyped("extension in full-width letters", "films:film.ｍｐ４"),
                untyped("extension of 17 letters", "films:film.abcdefghijklmnopq"),
                Attack.of("`mediaName` of 1,025 emoji")
                        .with("mediaName", "🚢".repeat(1025))
                        .refused("mediaName", "must be at most 1024 characters"),
                Attack.of("NUL in a path")
                        .path("films:film.mp4\0.jpg")
                        .refused("mediaFilePath", "must not hold a NUL character"),
                Attack.of("half a character in a path")
                        .raw(Json.of("\"mediaFilePath\":\"films:\\ud83d.mp4\""))
                        .refused("mediaFilePath", "without unpaired surrogates"));
    }

    private static Attack missing(String what, String path, String words) {
        return Attack.of(what).path(path).fails(ErrorCode.SOURCE_NOT_FOUND, "mediaFilePath", words);
    }

    private static Attack untyped(String what, String path) {
        return Attack.of(what).file(path).fails(ErrorCode.SOURCE_TYPE_UNKNOWN, "mediaType", "the job gives no mediaType");
    }
}
