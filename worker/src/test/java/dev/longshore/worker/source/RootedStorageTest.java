package dev.longshore.worker.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.Failure.Remedy;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootedStorageTest {
    @TempDir
    private Path temp;

    private Path root;
    private Path outside;
    private RootedStorage storage;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectories(temp.resolve("media"));
        outside = Files.createDirectories(temp.resolve("private"));
        Files.createDirectories(root.resolve("shows/one"));
        Files.writeString(root.resolve("shows/one/a.mp4"), "inside");
        Files.writeString(outside.resolve("secret.mp4"), "secret");
        storage = new RootedStorage(SourceSettings.of(Map.of("media", root)));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void opensAnAbsolutePathUnderARoot() throws Exception {
        assertThat(read(root + "/shows/one/a.mp4")).isEqualTo("inside");
    }

    @Test
    void opensARelativePathUnderANamedRoot() throws Exception {
        assertThat(read("media:shows/one/a.mp4")).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shows/../shows/one/a.mp4", "shows/one/../one/./a.mp4", "../media/shows/one/a.mp4"})
    void takesDotsThatStayInside(String relative) throws Exception {
        assertThat(read(root + "/" + relative)).isEqualTo("inside");
        assertThat(read("media:" + relative)).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"media:../private/secret.mp4", "media:shows/../../private/secret.mp4", "media:/etc/hostname", "other:a.mp4",
        "a.mp4"})
    void refusesNamesThatLeaveTheRootOrAreNone(String path) {
        assertFailure(path, ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP);
    }

    @Test
    void refusesAPathElsewhereWithoutTellingWhetherItExists() {
        assertFailure(outside + "/secret.mp4", ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP);
        assertFailure(outside + "/nothing.mp4", ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP);
    }

    @Test
    void refusesALinkThatLeavesTheRoot() throws IOException {
        Files.createSymbolicLink(root.resolve("file.mp4"), outside.resolve("secret.mp4"));
        Files.createSymbolicLink(root.resolve("folder"), outside);
        assertFailure(root + "/file.mp4", ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP);
        assertFailure("media:folder/secret.mp4", ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP);
        assertFailure("media:folder/../private/secret.mp4", ErrorCode.SOURCE_OUTSIDE_ROOTS, Remedy.GIVE_UP);
    }

    @Test
    void followsALinkThatStaysInsideAndKeepsTheNameThatTheJobUsed() throws Exception {
        Files.createSymbolicLink(root.resolve("latest.mov"), root.resolve("shows/one/a.mp4"));
        assertThat(read("media:latest.mov")).isEqualTo("inside");
        try (SourceFile file = storage.open("media:latest.mov", "mediaFilePath")) {
            assertThat(file.name()).isEqualTo("latest.mov");
        }
    }

    @Test
    void takesARootThatIsItselfALink() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("mnt"), root);
        try (RootedStorage linked = new RootedStorage(SourceSettings.of(Map.of("media", link)))) {
            linked.open(link + "/shows/one/a.mp4", "mediaFilePath").close();
            linked.open(root + "/shows/one/a.mp4", "mediaFilePath").close();
        }
    }

    @Test
    void keepsAColonInAName() throws Exception {
        Files.writeString(root.resolve("12:30.mp4"), "colon");
        try (SourceFile file = storage.open("media:12:30.mp4", "mediaFilePath")) {
            assertThat(file.name()).isEqualTo("12:30.mp4");
        }
        assertThat(read(root + "/12:30.mp4")).isEqualTo("colon");
    }

    @Test
    void namesAMissingFileAndItsField() {
        Failure failure = failure("media:shows/none.mp4", "coverFilePath");
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(failure.field()).isEqualTo("coverFilePath");
        assertThat(failure.message()).contains("media:shows/none.mp4");
        assertFailure("media:shows/one/a.mp4/b", ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP);
    }

    @Test
    void refusesNamesThatNoFileCanHave() {
        assertFailure("media:a\0b.mp4", ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP);
        assertFailure("media:" + "x".repeat(4096), ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP);
        assertFailure("media:" + "shows/../".repeat(450) + "a.mp4", ErrorCode.SOURCE_NOT_FOUND, Remedy.GIVE_UP);
        assertThat(failure("media:" + "x".repeat(4096), "mediaFilePath").message().length()).isLessThan(500);
    }

    @Test
    void refusesFoldersAndTheRootItself() {
        assertFailure("media:shows", ErrorCode.SOURCE_NOT_REGULAR_FILE, Remedy.GIVE_UP);
        assertFailure(root.toString(), ErrorCode.SOURCE_NOT_REGULAR_FILE, Remedy.GIVE_UP);
    }

    @Test
    void refusesAPipeWithoutWaitingForItsWriter() throws Exception {
        makePipe(root.resolve("pipe.mp4"));
        assertFailure("media:pipe.mp4", ErrorCode.SOURCE_NOT_REGULAR_FILE, Remedy.GIVE_UP);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.createFile(root.resolve("empty.mp4"));
        assertFailure("media:empty.mp4", ErrorCode.SOURCE_EMPTY, Remedy.GIVE_UP);
    }

    @Test
    void triesAgainWhileARootIsNotMounted() {
        try (RootedStorage unmounted = new RootedStorage(SourceSettings.of(Map.of("gone", temp.resolve("unmounted"))))) {
            StepException thrown = catchThrowableOfType(StepException.class, () -> unmounted.open("gone:a.mp4", "mediaFilePath"));
            assertThat(thrown.failure().code()).isEqualTo(ErrorCode.SOURCE_UNREADABLE.code());
            assertThat(thrown.failure().remedy()).isEqualTo(Remedy.RETRY);
        }
    }

    @Test
    void refusesRootsThatAreNotAbsolute() {
        assertThatThrownBy(() -> SourceSettings.of(Map.of("media", Path.of("media")))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SourceSettings.of(Map.of("me/dia", root))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lookingSeesWhatOpeningSees() throws Exception {
        Files.writeString(root.resolve("seg 1.ts"), "segment");
        SourceVersion seen = storage.look("media:seg 1.ts", "mediaFilePath");
        try (SourceFile opened = storage.open("media:seg 1.ts", "mediaFilePath")) {
            assertThat(seen).isEqualTo(new SourceVersion(opened.size(), opened.fingerprint()));
        }
    }

    @Test
    void lookingRefusesWhatOpeningRefuses() throws Exception {
        Files.createDirectory(root.resolve("folder.ts"));
        Files.createFile(root.resolve("empty.ts"));
        Path outside = Files.writeString(temp.resolve("outside.ts"), "secret");
        Files.createSymbolicLink(root.resolve("link.ts"), outside);
        for (String path : List.of("folder.ts", "empty.ts", "link.ts", "missing.ts", "a/../../outside.ts", "none:a.ts", "a\0.ts")) {
            String named = path.contains(":") ? path : "media:" + path;
            StepException opening = catchThrowableOfType(StepException.class, () -> storage.open(named, "mediaFilePath").close());
            StepException looking = catchThrowableOfType(StepException.class, () -> storage.look(named, "mediaFilePath"));
            assertThat(looking).as(path.replace('\0', '?')).isNotNull();
            assertThat(looking.failure()).isEqualTo(opening.failure());
        }
    }

    static void makePipe(Path path) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder("mkfifo", path.toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "no mkfifo here");
            return;
        }
        assertThat(process.waitFor()).isZero();
    }

    private String read(String path) throws Exception {
        try (SourceFile file = storage.open(path, "mediaFilePath");
                InputStream in = file.body(0, file.size(), bytes -> {}).open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void assertFailure(String path, ErrorCode code, Remedy remedy) {
        Failure failure = failure(path, "mediaFilePath");
        assertThat(failure.code()).as(failure.message()).isEqualTo(code.code());
        assertThat(failure.remedy()).isEqualTo(remedy);
        assertThat(failure.field()).isEqualTo("mediaFilePath");
    }

    private Failure failure(String path, String field) {
        StepException thrown = catchThrowableOfType(StepException.class, () -> storage.open(path, field).close());
        assertThat(thrown).as("opening " + path.replace('\0', '?')).isNotNull();
        return thrown.failure();
    }
}
