package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many jobs at once. */
class CrowdIT {
    private static final int SMALL = 1000;
    private static final long LARGE_BYTES = 2L << 30;

    @TempDir
    static Path dir;

    private static Fleet fleet;
    private static Publisher publisher;

    @BeforeAll
    static void start() {
        FleetSettings settings = TestFleet.in(dir.resolve("fleet"), Map.of("media", dir.resolve("storage")))
                .withEmulatorArgs("--request-bandwidth=16MiB");
        fleet = Fleet.start(settings);
        fleet.addWorkers("worker-a", "worker-b");
        publisher = new Publisher(fleet.bootstrapServers());
    }

    @AfterAll
    static void stop() throws Exception {
        publisher.close();
        fleet.close();
    }

    @Test
    void smallFilesDoNotWaitForALargeOneThatWasPublishedFirst() throws Exception {
        List<UploadJob> jobs = new ArrayList<>();
        jobs.add(UploadJob.of("large", SampleFiles.random(dir.resolve("storage/large.mp4"), LARGE_BYTES, 2).toString()));
        for (int i = 0; i < SMALL; i++) {
            jobs.add(UploadJob.of("small-" + i, small(i).toString()));
        }
        publisher.publishAll(jobs);

        await("all results").atMost(Duration.ofMinutes(5)).until(() -> outcomes("small-", "large") == SMALL + 1);
        List<String> order = publisher.results.stream().map(UploadResult::jobId).toList();
        int place = order.indexOf("large") + 1;
        System.out.printf("of %d results the large file's, published first, came as number %d%n", order.size(), place);

        assertThat(publisher.errors).isEmpty();
        assertThat(order).doesNotHaveDuplicates();
        assertThat(place).isGreaterThan(SMALL / 2);
        assertThat(mediaByName("small-").values()).hasSize(SMALL).allMatch(count -> count == 1);
        UploadResult large = publisher.resultsOf("large").getFirst();
        assertThat(SampleFiles.sha256(fleet.emulator().client().content(large.fileId())))
                .isEqualTo(SampleFiles.sha256(dir.resolve("storage/large.mp4")));
    }

    @Test
    void jobsPublishedTwiceYieldOneMediaEach() throws Exception {
        List<UploadJob> jobs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Path file = SampleFiles.random(dir.resolve("storage/twice-" + i + ".mp4"), 40_000 + i, 1000 + i);
            jobs.add(UploadJob.of("twice-" + i, file.toString()));
        }
        publisher.publishAll(jobs);
        publisher.publishAll(jobs);
        await("all results").atMost(Duration.ofMinutes(2)).until(() -> outcomes("twice-") >= 200);
        publisher.publishAll(jobs);
        await("repeats of all results")
                .atMost(Duration.ofMinutes(2))
                .until(() -> publisher.results.stream()
                        .filter(result -> result.jobId().startsWith("twice-") && result.repeat())
                        .map(UploadResult::jobId)
                        .distinct()
                        .count()
                        == 200);

        assertThat(mediaByName("twice-").values()).hasSize(200).allMatch(count -> count == 1);
        assertThat(publisher.results.stream().filter(result -> result.jobId().startsWith("twice-") && !result.repeat()))
                .hasSize(200);
        Map<String, List<String>> fileIds = publisher.results.stream()
                .filter(result -> result.jobId().startsWith("twice-"))
                .collect(Collectors.groupingBy(
                        UploadResult::jobId, Collectors.mapping(UploadResult::fileId, Collectors.toList())));
        assertThat(fileIds.values()).allMatch(ids -> ids.stream().distinct().count() == 1);
    }

    private static Path small(int i) throws IOException {
        return SampleFiles.random(dir.resolve("storage/small-" + i + ".mp4"), 1 + (i * 37L) % 65_536, i);
    }

    private static long outcomes(String... prefixes) {
        return publisher.results.stream()
                .filter(result -> !result.repeat())
                .filter(result -> List.of(prefixes).stream().anyMatch(result.jobId()::startsWith))
                .count();
    }

    private static Map<String, Long> mediaByName(String prefix) throws Exception {
        return fleet.emulator()
                .client()
                .media()
                .stream()
                .map(MediaView::name)
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }
}
