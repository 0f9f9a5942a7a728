package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.LARGE;
import static dev.longshore.worker.uploader.Bench.failure;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.source.RootedStorage;
import dev.longshore.worker.source.SourceSettings;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.MemoryMediaService;
import dev.longshore.worker.testkit.MemoryObjectStore;
import dev.longshore.worker.testkit.MemorySeal;
import dev.longshore.worker.testkit.RecordingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slices over real files and real threads. */
class SliceOnDiskTest {
    private final Bench bench = new Bench();
    private final ManualClock clock = new ManualClock();
    private final MemoryMediaService vod = new MemoryMediaService(clock);
    private final RecordingContext context = new RecordingContext();

    @TempDir
    private Path temp;

    private Path root;
    private RootedStorage storage;
    private UploadSteps worker;

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(temp.resolve("media"));
        storage = new RootedStorage(SourceSettings.of(Map.of("media", root)));
        StepRuntime runtime = new StepRuntime(clock, clock, ThreadForker.virtual(), () -> "session-1");
        worker = new UploadSteps(new StepPorts(storage, vod, vod.store, new MemorySeal()), runtime, StepSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    @Test
    void aFileOfSeveralPartsArrivesAsItIsOnDisk() throws IOException {
        byte[] content = new byte[(int) LARGE];
        new SplittableRandom(5).nextBytes(content);
        Files.write(root.resolve("film.mp4"), content);
        UploadJob job = UploadJob.of("job-1", "media:film.mp4");
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(job), context), context);
        assertThat(checkpoint.done().count()).isEqualTo(3);
        StepOutcome.Closed closed = (StepOutcome.Closed) worker.run(bench.finish(job, checkpoint), context);
        assertThat(requireNonNull(closed.media()).crc64()).isEqualTo(MemoryObjectStore.crc64(content));
        assertThat(vod.store.object(checkpoint.session().mediaPath())).isEqualTo(content);
    }

    @Test
    void aFileThatIsAppendedToWhileItGoesUpIsAChangedOne() throws IOException {
        Path film = Files.write(root.resolve("film.mp4"), new byte[(int) LARGE]);
        vod.store.faults.atEachCall(call -> {
            if (call.startsWith("putPart")) {
                append(film);
            }
        });
        assertCode("media:film.mp4", ErrorCode.SOURCE_CHANGED);
        assertThat(context.receipts()).isEmpty();
    }

    @Test
    void badSourcesFailBeforeAnySessionIsOpened() throws IOException {
        Path secret = Files.write(temp.resolve("secret.mp4"), new byte[10]);
        Files.createSymbolicLink(root.resolve("link.mp4"), secret);
        Files.createFile(root.resolve("empty.mp4"));
        Files.createDirectory(root.resolve("folder.mp4"));
        assertCode("media:none.mp4", ErrorCode.SOURCE_NOT_FOUND);
        assertCode(secret.toString(), ErrorCode.SOURCE_OUTSIDE_ROOTS);
        assertCode("media:link.mp4", ErrorCode.SOURCE_OUTSIDE_ROOTS);
        assertCode("media:empty.mp4", ErrorCode.SOURCE_EMPTY);
        assertCode("media:folder.mp4", ErrorCode.SOURCE_NOT_REGULAR_FILE);
        assertThat(vod.sessions()).isZero();
    }

    private void assertCode(String path, ErrorCode code) {
        assertThat(failure(worker.run(bench.first(UploadJob.of("job-1", path)), context)).code()).isEqualTo(code.code());
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
