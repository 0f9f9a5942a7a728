package dev.longshore.worker.hostile;

import static dev.longshore.outcome.ErrorCode.SOURCE_EMPTY;
import static dev.longshore.outcome.ErrorCode.SOURCE_NOT_FOUND;
import static dev.longshore.outcome.ErrorCode.SOURCE_NOT_REGULAR_FILE;
import static dev.longshore.outcome.ErrorCode.SOURCE_OUTSIDE_ROOTS;
import static dev.longshore.outcome.ErrorCode.SOURCE_TOO_LARGE;

import dev.longshore.outcome.ErrorCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Paths that try to leave the roots, and what stands at a path that is no plain file. */
final class PathAttacks {
    static final String DEVICES = "devices";

    private static final String FIELD = "mediaFilePath";
    private static final String COVER = "coverFilePath";
    private static final int FOLDERS = 1_000;

    private PathAttacks() {}

    static List<Attack> escapes() {
        return List.of(
                outside("films:../secret.mp4", "lies outside the roots"),
                outside("films:a/../../secret.mp4", "lies outside the roots"),
                outside("<films>/../secret.mp4", "lies outside the roots"),
                outside("//etc//passwd", "lies outside the roots"),
                outside("/", "lies outside the roots"),
                outside("films:..", "lies outside the roots"),
                outside("FILMS:film.mp4", "names no root that this worker knows"),
                outside("C:\\films\\film.mp4", "names no root that this worker knows"),
                missing("films:%2e%2e/secret.mp4"),
                missing("films:..\\secret.mp4"),
                missing("films:../films/nothing.mp4"),
                missing("films:..."),
                Attack.of("path `films:.`").path("films:.").fails(SOURCE_NOT_REGULAR_FILE, FIELD, "is a folder"),
                noPath("films:"),
                noPath("films:/film.mp4"),
                noPath("film.mp4"),
                noPath("../film.mp4"),
                noPath("file:/etc/passwd"),
                Attack.of("path `file:///etc/passwd`").path("file:///etc/passwd").refused(FIELD, "not a URL"),
                Attack.of("path `films:a/../good.mp4`, which stays inside")
                        .path("films:a/../good.mp4")
                        .prepared(films -> Files.createDirectory(films.resolve("a")))
                        .becomesMedia(),
                Attack.of("path `<films>/../films//./film.mp4`, which stays inside").file("<films>/../films//./film.mp4").becomesMedia());
    }

    private static Attack outside(String path, String words) {
        return Attack.of("path `" + path + "`")
                .path(path)
                .prepared(films -> Files.write(films.resolveSibling("secret.mp4"), Harbour.content(9)))
                .fails(SOURCE_OUTSIDE_ROOTS, FIELD, words);
    }

    private static Attack missing(String path) {
        return Attack.of("path `" + path + "`").path(path).fails(SOURCE_NOT_FOUND, FIELD, "does not exist");
    }

    private static Attack noPath(String path) {
        return Attack.of("path `" + path + "`").path(path).refused(FIELD, "must be an absolute path or root:relative/path");
    }

    static List<Attack> lengths() {
        return List.of(
                Attack.of("file below 1,000 folders").file("films:" + "d/".repeat(FOLDERS) + "film.mp4").becomesMedia(),
                Attack.of("path of 4,096 characters")
                        .path("films:" + "./".repeat(2041) + "good.mp4")
                        .becomesMedia(),
                Attack.of("path of 4,097 characters")
                        .path("films:" + "x".repeat(4091))
                        .refused(FIELD, "must be at most 4096 characters"));
    }

    static List<Attack> kinds() {
        return List.of(
                kind("folder", "is a folder", path -> Files.createDirectory(path)),
                kind("pipe that nobody writes to", "is a pipe, socket or device", Changes::pipe),
                kind("socket", "is a pipe, socket or device", PathAttacks::socket),
                Attack.of("device without an end (`/dev/zero` below a root)")
                        .path(DEVICES + ":zero")
                        .fails(SOURCE_NOT_REGULAR_FILE, FIELD, "is a pipe, socket or device"),
                Attack.of("file as a folder (`film.mp4/film.mp4`)")
                        .path("films:good.mp4/film.mp4")
                        .fails(SOURCE_NOT_FOUND, FIELD, "does not exist (Not a directory)"),
                link("link to nothing", "nothing.mp4", SOURCE_NOT_FOUND, "does not exist"),
                link("link to itself", "link.mp4", SOURCE_NOT_FOUND, "does not exist (Too many levels of symbolic links"),
                link("link out of the root", "../secret.mp4", SOURCE_OUTSIDE_ROOTS, "leads to a place outside the roots"),
                link("link to a device below another root", "/dev/zero", SOURCE_NOT_REGULAR_FILE, "is a pipe, socket or device"),
                link("link to the worker's environment", "/proc/self/environ", SOURCE_OUTSIDE_ROOTS, "leads to a place outside the roots"),
                Attack.of("file below a link out of the root")
                        .path("films:link/secret.mp4")
                        .prepared(films -> Files.createSymbolicLink(films.resolve("link"), films.getParent()))
                        .fails(SOURCE_OUTSIDE_ROOTS, FIELD, "leads to a place outside the roots"),
                Attack.of("link to a link to a file inside")
                        .path("films:link.mp4")
                        .prepared(films -> {
                            Files.createSymbolicLink(films.resolve("between"), Path.of("good.mp4"));
                            Files.createSymbolicLink(films.resolve("link.mp4"), Path.of("between"));
                        })
                        .becomesMediaWith("MediaName", "link.mp4"),
                Attack.of("second name (hard link) of a file that lies elsewhere; it counts as inside")
                        .path("films:link.mp4")
                        .prepared(films -> {
                            Path elsewhere = Files.write(films.resolveSibling("elsewhere.mp4"), Harbour.content(11));
                            Files.createLink(films.resolve("link.mp4"), elsewhere);
                        })
                        .becomesMedia());
    }

    private static Attack kind(String what, String words, Attack.FileAct make) {
        return Attack.of(what + " at the path")
                .path("films:film.mp4")
                .prepared(films -> make.on(films.resolve("film.mp4")))
                .fails(SOURCE_NOT_REGULAR_FILE, FIELD, words);
    }

    private static Attack link(String what, String target, ErrorCode code, String words) {
        return Attack.of(what)
                .path("films:link.mp4")
                .prepared(films -> {
                    Files.write(films.resolveSibling("secret.mp4"), Harbour.content(9));
                    Files.createSymbolicLink(films.resolve("link.mp4"), Path.of(target));
                })
                .fails(code, FIELD, words);
    }

    /** The name stays when the socket is closed. */
    private static void socket(Path path) throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
        }
    }

    static List<Attack> covers() {
        return List.of(
                cover("folder as the cover", "front.jpg", SOURCE_NOT_REGULAR_FILE, COVER, "is a folder", Files::createDirectory),
                cover("cover outside the root", "../front.jpg", SOURCE_OUTSIDE_ROOTS, COVER, "lies outside the roots", path -> {}),
                cover("cover of 0 bytes", "front.jpg", SOURCE_EMPTY, COVER, "is empty", Files::createFile),
                cover("cover without an extension", "front", ErrorCode.SOURCE_TYPE_UNKNOWN, "coverType", "the job gives no coverType",
                        path -> Files.write(path, new byte[3])),
                cover("cover of 5 GiB and a byte, a sparse file", "front.jpg", SOURCE_TOO_LARGE, COVER,
                        "5368709121 bytes; at most 5368709120 can be uploaded",
                        path -> sparse(path, (5L << 30) + 1)),
                Attack.of("the media as its own cover")
                        .file("films:film.jpg")
                        .with("mediaType", "mp4")
                        .with(COVER, "films:film.jpg")
                        .becomesMediaBy(
                                "2 × PutObject"));
    }

    private static Attack cover(String what, String name, ErrorCode code, String field, String words, Attack.FileAct make) {
        return Attack.of(what)
                .with(COVER, "films:" + name)
                .prepared(film -> make.on(film.resolveSibling(name)))
                .fails(code, field, words);
    }

    static void sparse(Path path, long bytes) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
    }
}
