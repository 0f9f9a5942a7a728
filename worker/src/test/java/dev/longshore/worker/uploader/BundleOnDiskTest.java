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
    private static final UploadJob DASH_JOB = UploadJob.of("job-1", "media:show/index.mpd");

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
                        "-master_pl_name", "index.m3u8", "-hls_segment_filename", "v%v/%03d.m4s", "v%v/media.m3u8"),
                dash("-use_timeline", "0", "-t", "3.8", "-init_seg_name", "Anfang 海 $RepresentationID$.m4s",
                        "-media_seg_name", "Teil 海 $RepresentationID$ $Number%03d$.m4s"),
                dash("-use_timeline", "1"),
                dash("-use_timeline", "1", "-an", "-map", "0:v", "-map", "0:v", "-adaptation_sets", "id=0,streams=v",
                        "-init_seg_name", "v$RepresentationID$/Anfang.m4s",
                        "-media_seg_name", "v$RepresentationID$/$Time$ $Bandwidth%09d$.m4s"),
                dash("-map", "0:v", "-map", "0:v", "-map", "1:a", "-adaptation_sets", "id=0,streams=v id=1,streams=a",
                        "-init_seg_name", "v$RepresentationID$/init.m4s", "-media_seg_name", "v$RepresentationID$/$Number$.m4s"),
                dash("-use_template", "0", "-use_timeline", "0"),
                dash("-single_file", "1", "-single_file_name", "Film 海 $RepresentationID$.mp4"),
                dash("-single_file", "1", "-global_sidx", "1"));
    }

    private static List<String> dash(String... options) {
        return Stream.of(Stream.of("-f", "dash", "-seg_duration", "1"), Stream.of(options), Stream.of("index.mpd"))
                .flatMap(each -> each)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void whatFfmpegMadeArrivesWholeAtTheSamePlaces(List<String> output) throws Exception {
        ffmpeg(output);
        String name = output.contains("dash") ? "index.mpd" : "index.m3u8";
        UploadJob job = UploadJob.of("job-1", "media:show/" + name);
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(job), context), context);
        assertThat(worker.run(bench.finish(job, checkpoint), context)).isInstanceOf(StepOutcome.Closed.class);

        assertThat(vod.media()).hasSize(1);
        String manifest = checkpoint.session().mediaPath();
        String folder = manifest.substring(0, manifest.lastIndexOf('/') + 1);
        List<Path> files = filesOf(show);
        assertThat(files).hasSizeGreaterThan(1);
        assertThat(checkpoint.plan().units()).isEqualTo(files.size());
        for (Path file : files) {
            String path = show.relativize(file).toString();
            String key = path.equals(name) ? manifest : folder + path;
            assertThat(vod.store.object(key)).as(key).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void aBundleOf20000SegmentsGoesUpInSlicesWhoseTasksStaySmall() throws IOException {
        bundle(20_000);
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(JOB, 4, 8), context), context);
        assertThat(checkpoint.plan().units()).isEqualTo(20_001);
        assertThat(checkpoint.done().count()).isEqualTo(2_501);

        RecordingContext more = new RecordingContext();
        Task.Slice next = new Task.Slice(bench.id(), JOB, 1, checkpoint, new UnitRange(2_501, 20_001), 1, 8, 60_000);
        assertThat(StepCodec.write(next).length).isLessThan(5_000);
        worker.run(next, more);
        Checkpoint whole = Bench.with(checkpoint, more);
        assertThat(whole.done().count()).isEqualTo(20_001);
        assertThat(StepCodec.write(bench.finish(JOB, whole)).length).isLessThan(5_000);
        assertThat(worker.run(bench.finish(JOB, whole), context)).isInstanceOf(StepOutcome.Closed.class);
        assertThat(vod.media()).hasSize(1);
    }

    @Test
    void aTemplateOf20000SegmentsIsABundleOfAsMany() throws IOException {
        dashBundle("endNumber=\"20000\"", 20_000);
        Checkpoint checkpoint = Bench.checkpoint(worker.run(bench.first(DASH_JOB, 4, 8), context), context);
        assertThat(checkpoint.plan().units()).isEqualTo(20_001);
        assertThat(StepCodec.write(bench.next(DASH_JOB, checkpoint)).length).isLessThan(5_000);
    }

    @Test
    void aSegmentOfATemplateThatIsMissingIsNamedByTheLineOfTheTemplate() throws IOException {
        dashBundle("duration=\"5\"", 2);
        Files.delete(show.resolve("sub/2.m4s"));
        Failure missing = failure(worker.run(bench.first(DASH_JOB), context));
        assertThat(missing.code()).isEqualTo(ErrorCode.SOURCE_NOT_FOUND.code());
        assertThat(missing.message()).isEqualTo("index.mpd line 3: media:show/sub/2.m4s does not exist");
        assertThat(vod.faults.made()).isEmpty();
    }

    @Test
    void theLastSegmentOfWhichOnlyATenthOfASecondCouldBeNeedNotBeThere() throws IOException {
        dashBundle("duration=\"4950\" timescale=\"1000\"", 2);
        assertThat(Bench.checkpoint(worker.run(bench.first(DASH_JOB), context), context).plan().units()).isEqualTo(3);
        Files.writeString(show.resolve("sub/3.m4s"), "a stub");
        assertThat(Bench.checkpoint(worker.run(bench.first(DASH_JOB), context), context).plan().units()).isEqualTo(4);
        Files.write(show.resolve("sub/3.m4s"), new byte[0]);
        assertThat(failure(worker.run(bench.first(DASH_JOB), context)).code()).isEqualTo(ErrorCode.SOURCE_EMPTY.code());
    }

    @Test
    void aManifestThatNamesItselfIsRefused() throws IOException {
        dashBundle("endNumber=\"1\"", 1);
        Files.writeString(show.resolve("index.mpd"), Files.readString(show.resolve("index.mpd")).replace("sub/$Number$.m4s", "index.mpd"));
        assertThat(failure(worker.run(bench.first(DASH_JOB), context)).message()).isEqualTo("index.mpd line 3: names the manifest itself");
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
    void aPathThatIsTooLongOnlyBelowItsPlaylistIsRefused() throws IOException {
        String folder = "sub/".repeat(150);
        Files.createDirectories(show.resolve(folder));
        Files.writeString(show.resolve("index.m3u8"), "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + folder + "media.m3u8\n");
        Files.writeString(show.resolve(folder + "media.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + "sub/".repeat(62) + "1.ts\n#EXT-X-ENDLIST\n");
        Failure failure = failure(worker.run(bench.first(JOB), context));
        assertThat(failure.code()).isEqualTo(ErrorCode.MANIFEST_INVALID.code());
        assertThat(failure.message())
                .endsWith("media.m3u8 line 4: with its playlist's folder a path of 852 bytes; at most 850 are possible");
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
        failsBeforeAnyCall(JOB, hostile);
    }

    @ParameterizedTest
    @MethodSource("dev.longshore.worker.manifest.HostileMpds#all")
    void aHostileMpdFailsTheJobBeforeAnyCall(HostilePlaylists.Case hostile) throws IOException {
        failsBeforeAnyCall(DASH_JOB, hostile);
    }

    private void failsBeforeAnyCall(UploadJob job, HostilePlaylists.Case hostile) throws IOException {
        Files.write(temp.resolve("media").resolve(job.mediaFilePath().replace("media:", "")), hostile.content());
        Failure failure = failure(worker.run(bench.first(job), context));
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

    /** Ten seconds of one representation, whose template stands on line 3. */
    private void dashBundle(String count, int segments) throws IOException {
        Files.createDirectories(show.resolve("sub"));
        for (int i = 1; i <= segments; i++) {
            Files.writeString(show.resolve("sub/" + i + ".m4s"), "segment " + i);
        }
        Files.writeString(show.resolve("index.mpd"), """
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S"><Period>
                  <AdaptationSet><Representation id="v" bandwidth="1">
                    <SegmentTemplate media="sub/$Number$.m4s" %s/>
                  </Representation></AdaptationSet>
                </Period></MPD>
                """.formatted(count));
    }

    /** A film of four seconds; files that only steer ffmpeg lie elsewhere or are removed. */
    private void ffmpeg(List<String> output) throws Exception {
        Path key = Files.write(show.resolve("stream.key"), new byte[16]);
        Path info = Files.writeString(temp.resolve("key.info"), "stream.key\n" + key + "\n");
        if (!output.contains("key.info")) {
            Files.delete(key);
        }
        for (String folder : List.of("v0", "v1", "v2")) {
            Files.createDirectories(show.resolve(folder));
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
