package dev.longshore.worker.uploader;

import static dev.longshore.worker.uploader.Bench.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.worker.manifest.HostilePlaylists;
import dev.longshore.worker.source.RootedStorage;
import dev.longshore.worker.source.SourceSettings;
import dev.longshore.worker.step.Checkpoint;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.UnitRange;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.MemoryMediaService;
import dev.longshore.worker.testkit.MemorySeal;
import dev.longshore.worker.testkit.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles of real files, some made by ffmpeg, over real threads. */
class BundleOnDiskTest {
    private static final UploadJob JOB = UploadJob.of("job-1", "media:show/index.m3u8");

    private final Bench bench = new Bench();
    private final ManualClock clock = new ManualClock();
    private final MemoryMediaService vod = new MemoryMediaService(clock);
    private final RecordingContext context = new RecordingContext();

    @TempDir
    private Path temp;

    private Path show;
    private RootedStorage storage;
    private UploadSteps worker;

    @BeforeEach
    void start() throws IOException {
        show = Files.createDirectories(temp.resolve("media/show"));
        storage = new RootedStorage(SourceSettings.of(Map.of("media", temp.resolve("media"))));
        StepRuntime runtime = new StepRuntime(clock, clock, ThreadForker.virtual(), () -> "session-1");
        worker = new UploadSteps(new StepPorts(storage, vod, vod.store, new MemorySeal()), runtime, StepSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        storage.close();
    }

    static Stream<List<String>> streams() {
        return Stream.of(
                List.of("-f", "hls", "-hls_time", "1", "-hls_list_size", "0", "-hls_segment_filename", "Teil 海 %03d.ts", "index.m3u8"),
                List.of("-f", "hls", "-hls_time", "1", "-hls_list_size", "0", "-hls_segment_type", "fmp4", "-hls_flags", "single_file",
                        "index.m3u8"),
                List.of("-f", "hls", "-hls_time", "1", "-hls_list_size", "0", "-hls_key_info_file", "key.info", "index.m3u8"),
                List.of("-map", "0:v", "-map", "0:v", "-map", "1:a", "-var_stream_map", "v:0,agroup:a v:1,agroup:a a:0,agroup:a",
                        "-f", "hls", "-hls_time", "1", "-hls_list_size", "0", "-hls_segment_type", "fmp4",
                        "-master_pl_name", "index.m3u8", "-hls_segment_filename", "v%v/%03d.m4s", "v%v/media.m3u8"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatFfmpegMadeArrivesWholeAtTheSamePlaces(List<String> output) throws Exception {
        ffmpeg(output);
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(JOB), context), context);
        assertThat(worker.run(bench.finish(JOB, checkpoint), context)).isInstanceOf(StepOutcome.Closed.class);

        assertThat(vod.media()).hasSize(1);
        String manifest = checkpoint.session().mediaPath();
        String folder = manifest.substring(0, manifest.lastIndexOf('/') + 1);
        List<Path> files = filesOf(show);
        assertThat(files).hasSizeGreaterThan(1);
        assertThat(checkpoint.plan().units()).isEqualTo(files.size());
        for (Path file : files) {
            String path = show.relativize(file).toString();
            String key = path.equals("index.m3u8") ? manifest : folder + path;
            assertThat(vod.store.object(key)).as(key).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void aBundleOf20000SegmentsGoesUpInSlicesWhoseTasksStaySmall() throws IOException {
        bundle(20_000);
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(JOB, 4, 8), context), context);
        assertThat(checkpoint.plan().units()).isEqualTo(20_001);
        assertThat(checkpoint.done().count()).isEqualTo(5_001);

        RecordingContext more = new RecordingContext();
        Task.Slice next = new Task.Slice(bench.id(), JOB, 1, checkpoint, new UnitRange(5_001, 20_001), 1, 8, 60_000);
        assertThat(StepCodec.write(next).length).isLessThan(5_000);
        worker.run(next, more);
        Checkpoint whole = Bench.with(checkpoint, more);
        assertThat(whole.done().count()).isEqualTo(20_001);
        assertThat(StepCodec.write(bench.finish(JOB, whole)).length).isLessThan(5_000);
        assertThat(worker.run(bench.finish(JOB, whole), context)).isInstanceOf(StepOutcome.Closed.class);
        assertThat(vod.media()).hasSize(1);
    }

    @Test
    void aMissingOrEmptySegmentIsFoundBeforeAnythingIsSent() throws IOException {
        bundle(3);
        Files.delete(show.resolve("sub/2.ts"));
        Failure missing = failure(worker.run(bench.first(JOB), context));
        assertThat(missing.code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(missing.field()).isEqualTo("mediaFilePath");
        assertThat(missing.message()).isEqualTo("index.m3u8 line 8: media:show/sub/2.ts does not exist");
        Files.createFile(show.resolve("sub/2.ts"));
        assertThat(failure(worker.run(bench.first(JOB), context)).code()).isEqualTo(ErrorCode.SOURCE_EMPTY.code());
        assertThat(vod.faults.made()).isEmpty();
    }

    @Test
    void aSegmentThatIsALinkOutOfTheRootsIsRefused() throws IOException {
        bundle(1);
        Path secret = Files.writeString(temp.resolve("secret.ts"), "secret");
        Files.delete(show.resolve("sub/0.ts"));
        Files.createSymbolicLink(show.resolve("sub/0.ts"), secret);
        assertThat(failure(worker.run(bench.first(JOB), context)).code()).isEqualTo(ErrorCode.SOURCE_OUTSIDE_ROOTS.code());
        assertThat(vod.faults.made()).isEmpty();
    }

    @Test
    void aSegmentThatChangesBetweenSlicesStartsOver() throws IOException {
        bundle(40);
        Files.writeString(show.resolve("front.jpg"), "a cover");
        UploadJob job = UploadJob.builder("job-1", "media:show/index.m3u8").coverFilePath("media:show/front.jpg").build();
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(job, 4, 4), context), context);
        Files.writeString(show.resolve("sub/7.ts"), "another");
        Failure failure = failure(worker.run(bench.next(job, checkpoint), new RecordingContext()));
        assertThat(failure.field()).isEqualTo("mediaFilePath");
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_CHANGED.code());
        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.NEW_SESSION);
    }

    @ParameterizedTest
    @MethodSource("dev.longshore.worker.manifest.HostilePlaylists#all")
    void aHostilePlaylistFailsTheJobBeforeAnyCall(HostilePlaylists.Case hostile) throws IOException {
        Files.write(show.resolve("index.m3u8"), hostile.content());
        Failure failure = failure(worker.run(bench.first(JOB), context));
        boolean empty = hostile.content().length == 0;
        assertThat(failure.code()).isEqualTo((empty ? ErrorCode.SOURCE_EMPTY : ErrorCode.MANIFEST_INVALID).code());
        assertThat(failure.field()).isEqualTo("mediaFilePath");
        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.GIVE_UP);
        assertThat(vod.faults.made()).isEmpty();
    }

    private void bundle(int segments) throws IOException {
        Files.createDirectories(show.resolve("sub"));
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:4\n");
        for (int i = 0; i < segments; i++) {
            text.append("#EXTINF:4,\nsub/").append(i).append(".ts\n");
            Files.writeString(show.resolve("sub/" + i + ".ts"), "segment " + i);
        }
        Files.writeString(show.resolve("index.m3u8"), text.append("#EXT-X-ENDLIST\n"), UTF_8);
    }

    /** A film of four seconds; files that only steer ffmpeg lie elsewhere or are removed. */
    private void ffmpeg(List<String> output) throws Exception {
        Path key = Files.write(show.resolve("stream.key"), new byte[16]);
        Path info = Files.writeString(temp.resolve("key.info"), "stream.key\n" + key + "\n");
        if (!output.contains("key.info")) {
            Files.delete(key);
        }
        List<String> command = new ArrayList<>(List.of(
                "ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=10", "-f", "lavfi", "-i", "sine",
                "-t", "4", "-g", "10", "-c:v", "mpeg4", "-c:a", "aac"));
        output.forEach(argument -> command.add(argument.equals("key.info") ? info.toString() : argument));
        Process process;
        try {
            process = new ProcessBuilder(command).directory(show.toFile()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "no ffmpeg here");
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
