package dev.longshore.worker.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of a path changes places with something hostile while it is opened, and what errors tell of places outside. */
class SwappedPathTest {
    private static final int OPENS = 1_000;
    private static final int MOST_OPENS = 200_000;
    private static final String FIELD = "mediaFilePath";

    @TempDir
    private Path temp;

    private Path root;
    private Path outside;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectories(temp.resolve("media"));
        outside = Files.createDirectories(temp.resolve("private"));
        Files.createDirectories(root.resolve("a/b"));
        Files.createDirectories(outside.resolve("a/b"));
        Files.writeString(root.resolve("a/b/film.mp4"), "inside");
        for (String way : List.of("film.mp4", "b/film.mp4", "a/b/film.mp4")) {
            Path secret = outside.resolve(way);
            Files.createDirectories(secret.getParent());
            Files.writeString(secret, "secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a/b/film.mp4"})
    void neverReadsOutsideWhicheverPartOfThePathKeepsBecomingALink(String part) throws Exception {
        Path name = root.resolve(part);
        Path target = part.equals("a") ? outside.resolve("a") : part.equals("a/b") ? outside.resolve("b") : outside.resolve("film.mp4");
        Tally tally;
        try (RootedStorage storage = storage()) {
            tally = openWhileSwapped(storage, name, next -> Files.createSymbolicLink(next, target));
        }
        assertThat(tally.read).as("opens that met the file").isPositive();
        assertThat(tally.refused).as("opens that met the link").isPositive();
    }

    @Test
    void anOpenThatIsCaughtInAPipeIsGivenUpAndThoseAfterwardsWork() throws Exception {
        Path pipe = temp.resolve("pipe");
        RootedStorageTest.makePipe(pipe);
        try (RootedStorage storage = new RootedStorage(new SourceSettings(Map.of("media", root), true, Duration.ofMillis(50)))) {
            Tally tally = openWhileSwapped(storage, root.resolve("a/b/film.mp4"), next -> Files.createLink(next, pipe));
            assertThat(tally.read).as("opens that met the file").isPositive();
            assertThat(tally.refused).as("opens that met the pipe").isPositive();
            // With both ends open, whoever waits in the pipe is let go.
            try (FileChannel _ = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                await().ignoreExceptions().untilAsserted(() -> storage.open("media:a/b/film.mp4", FIELD).close());
            }
        }
    }

    @Test
    void aLookTellsNothingOfAFolderThatBecameALinkAfterThePathWasResolved() throws Exception {
        SourceFailures failures = new SourceFailures("media:a/b/film.mp4", FIELD);
        Roots.RealPath real = new Roots(Map.of("media", root)).resolve("media:a/b/film.mp4", failures);
        assertThat(new JailedOpen(failures).look(real).size()).isEqualTo("inside".length());

        Files.move(root.resolve("a"), temp.resolve("away"));
        Files.createSymbolicLink(root.resolve("a"), outside.resolve("a"));

        StepException thrown = catchThrowableOfType(StepException.class, () -> new JailedOpen(failures).look(real));
        assertThat(thrown).as("a look through the link").isNotNull();
        assertThat(thrown.failure().code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
    }

    @Test
    void aFileBehindALinkThatCameDuringTheUploadIsNotDescribed() throws Exception {
        Files.writeString(outside.resolve("a/b/film.mp4"), "a secret of another size");
        try (RootedStorage storage = storage(); SourceFile file = storage.open("media:a/b/film.mp4", FIELD)) {
            Files.move(root.resolve("a"), temp.resolve("away"));
            Files.createSymbolicLink(root.resolve("a"), outside.resolve("a"));
            StepException thrown = catchThrowableOfType(StepException.class, () -> file.requireUnchanged(file.fingerprint()));
            assertThat(thrown.failure().code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
            assertThat(thrown.failure().message()).contains("was replaced").doesNotContain("24:");
        }
    }

    @Test
    void aLinkOutOfTheRootIsRefusedAlikeWhetherItsTargetExistsOrNot() throws Exception {
        List<String> targets = List.of("film.mp4", "nothing.mp4", "nowhere/nothing.mp4", "film.mp4/nothing.mp4", "x".repeat(300));
        for (String target : targets) {
            link("direct", outside.resolve(target));
            link("relative", Path.of("../private").resolve(target));
            link("chained", Path.of("direct"));
            link("folder", outside);
            for (String path : List.of("direct", "relative", "chained", "folder/" + target, "a/../direct", "folder/../private/" + target)) {
                assertThat(refusal("media:" + path)).as("%s to %s", path, target).isEqualTo(ErrorCode.SOURCE_OUTSIDE_ROOTS.code());
            }
        }
    }

    @Test
    void linksThatStayInsideAreToldApartFromThoseThatLeave() throws Exception {
        link("nothing.mp4", Path.of("missing.mp4"));
        link("round", Path.of("there"));
        link("there", Path.of("round"));
        link("self", Path.of("."));
        assertThat(refusal("media:nothing.mp4")).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(refusal("media:round")).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(refusal("media:there/film.mp4")).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(refusal("media:" + "self/".repeat(60) + "nothing.mp4")).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        try (RootedStorage storage = storage(); SourceFile file = storage.open("media:self/self/a/b/film.mp4", FIELD)) {
            assertThat(file.size()).isEqualTo("inside".length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self/environ", "self/mem", "self/maps", "self/fd/0", "self/root/etc/hostname", "self/cwd/pom.xml"})
    void givesNothingOfAProcFileSystemThatWasMadeARoot(String path) {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc here");
        try (RootedStorage storage = new RootedStorage(SourceSettings.of(Map.of("proc", Path.of("/proc"))))) {
            StepException thrown = catchThrowableOfType(StepException.class, () -> storage.open("proc:" + path, FIELD).close());
            assertThat(thrown).as("opening %s", path).isNotNull();
            assertThat(thrown.failure().code())
                    .isIn(
                            ErrorCode.SOURCE_EMPTY.code(), ErrorCode.SOURCE_OUTSIDE_ROOTS.code(), ErrorCode.SOURCE_NOT_REGULAR_FILE.code(),
                            ErrorCode.SOURCE_NOT_FOUND.code());
        }
    }

    private interface Making {
        void at(Path next) throws IOException;
    }

    private static final class Tally {
        int read;
        int refused;
    }

    private RootedStorage storage() {
        return new RootedStorage(SourceSettings.of(Map.of("media", root)));
    }

    private Tally openWhileSwapped(RootedStorage storage, Path name, Making hostile) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Swapper swapper = new Swapper(name, temp.resolve("kept"), hostile, stop);
        Thread thread = Thread.ofPlatform().start(swapper);
        Tally tally = new Tally();
        try {
            for (int i = 0; i < OPENS || (tally.read == 0 || tally.refused == 0) && i < MOST_OPENS; i++) {
                try (SourceFile file = storage.open("media:a/b/film.mp4", FIELD);
                        InputStream in = file.body(0, file.size(), bytes -> {}).open()) {
                    assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("inside");
                    tally.read++;
                } catch (StepException e) {
                    tally.refused++;
                } catch (IOException e) {
                    assertThat(e).as("a file that is gone behind what was read").hasMessageContaining("Source.Changed");
                }
            }
        } finally {
            stop.set(true);
            thread.join();
        }
        assertThat(swapper.problem).isNull();
        return tally;
    }

    /** Puts something hostile in a name's place and back, with pauses that are now too short for an open and now long enough. */
    private static final class Swapper implements Runnable {
        private final Path name;
        private final Path kept;
        private final Making hostile;
        private final AtomicBoolean stop;
        private volatile IOException problem;

        Swapper(Path name, Path kept, Making hostile, AtomicBoolean stop) {
            this.name = name;
            this.kept = kept;
            this.hostile = hostile;
            this.stop = stop;
        }

        @Override
        public void run() {
            Path next = kept.resolveSibling("next");
            try {
                for (int turn = 0; !stop.get(); turn++) {
                    pause(turn);
                    hostile.at(next);
                    Files.move(name, kept, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(next, name, StandardCopyOption.ATOMIC_MOVE);
                    pause(turn);
                    Files.delete(name);
                    Files.move(kept, name, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                problem = e;
            }
        }

        private static void pause(int turn) {
            for (int i = 0; i < 1 << turn % 16; i++) {
                Thread.onSpinWait();
            }
        }
    }

    private void link(String name, Path target) throws IOException {
        Files.deleteIfExists(root.resolve(name));
        Files.createSymbolicLink(root.resolve(name), target);
    }

    private String refusal(String path) {
        try (RootedStorage storage = storage()) {
            StepException opening = catchThrowableOfType(StepException.class, () -> storage.open(path, FIELD).close());
            StepException looking = catchThrowableOfType(StepException.class, () -> storage.look(path, FIELD));
            assertThat(opening).as("opening %s", path).isNotNull();
            assertThat(looking).as("looking at %s", path).isNotNull();
            assertThat(looking.failure()).isEqualTo(opening.failure());
            return opening.failure().code();
        }
    }
}
