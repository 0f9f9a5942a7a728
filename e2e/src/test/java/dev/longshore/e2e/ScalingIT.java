package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * From one worker to eight to two while there is always more to do than slots. The line of each request is slow, so that slots are what is scarce. By hand,
 * on a machine with a core for each two workers: with less, starting workers take the processors from those that are at work.
 */
@EnabledIfSystemProperty(named = "longshore.e2e.scaling", matches = "true")
class ScalingIT {
    private static final int SLOTS = 4;
    private static final List<String> NAMES = IntStream.rangeClosed(1, 8).mapToObj(i -> "worker-" + i).toList();
    private static final List<String> STAYING = NAMES.subList(0, 2);
    private static final List<String> LEAVING = NAMES.subList(2, NAMES.size());
    /** One job in so many goes up in parts. */
    private static final int LARGE_EVERY = 16;

    private static final int SMALL_BYTES = 1 << 20;
    private static final int LARGE_BYTES = 20 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Of the time for which slots have something to do; the rest goes between the end of a task and the start of the next. */
    private static final double BUSY_LEAST = 0.95;

    private static final Duration IDLE_MOST = Duration.ofSeconds(3);
    /** From ready until all slots are busy: a new member of a share group waits up to 5 s for its first assignment. */
    private static final Duration FILLED_WITHIN = Duration.ofSeconds(10);

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);

    @TempDir
    static Path dir;

    private static Fleet fleet;
    private static Publisher publisher;
    private static SlotWatch watch;
    private static int published;

    @BeforeAll
    static void start() throws Exception {
        SampleFiles.random(dir.resolve("storage/small.mp4"), SMALL_BYTES, 1);
        SampleFiles.random(dir.resolve("storage/large.mp4"), LARGE_BYTES, 2);
        fleet = Fleet.start(FleetSettings.in(dir.resolve("fleet"), WorkerJar.find(), Map.of("media", dir.resolve("storage")))
                .withEmulatorArgs("--request-bandwidth=256KiB", "--discard")
                .withWorkerArgs("--longshore.uploader.slots=" + SLOTS));
        watch = new SlotWatch();
        fleet.addWorkers(NAMES.getFirst()).forEach(watch::add);
        publisher = new Publisher(fleet.bootstrapServers());
    }

    @AfterAll
    static void stop() throws Exception {
        watch.close();
        publisher.close();
        fleet.close();
    }

    @Test
    void noJobFailsAndNoSlotIsIdleWhileWorkersComeAndGo() throws Exception {
        int backlog = NAMES.size() * SLOTS;
        awaitWithWork("one worker is busy", () -> full(NAMES.getFirst()));
        long one = System.nanoTime();
        awaitWithWork("it has been for a while", () -> passed(one, Duration.ofSeconds(10)));

        long starting = System.nanoTime();
        NAMES.subList(1, NAMES.size()).forEach(name -> watch.add(fleet.startWorker(name)));
        awaitWithWork("all eight are busy", () -> NAMES.stream().allMatch(ScalingIT::full));
        long eight = System.nanoTime();
        awaitWithWork("they have been for a while", () -> passed(eight, Duration.ofSeconds(15)));

        List<JobStatus> inHand = inHandOf(LEAVING);
        Instant leftAt = Instant.now();
        long leaving = System.nanoTime();
        List<Duration> stops = stopAll(LEAVING);
        await("all have ended").atMost(PATIENCE).until(() -> open() == 0);

        print("one worker", use(NAMES.subList(0, 1), one, starting, backlog));
        print("seven more start", use(NAMES, starting, eight, backlog));
        print("eight workers", use(NAMES, eight, leaving, backlog));
        print("two workers", use(STAYING, leaving, System.nanoTime(), STAYING.size() * SLOTS));
        List<Duration> fills =
                NAMES.stream().map(name -> Duration.ofNanos(watch.firstFullAt(name) - watch.readyAt(name))).sorted().toList();
        System.out.printf("from ready to all slots busy: %s; from SIGTERM to the end: %s%n", seconds(fills), seconds(stops));

        assertThat(use(NAMES.subList(0, 1), one, starting, backlog)).satisfies(ScalingIT::hardlyIdle);
        assertThat(use(NAMES, starting, eight, backlog)).satisfies(ScalingIT::hardlyIdle);
        assertThat(use(NAMES, eight, leaving, backlog)).satisfies(ScalingIT::hardlyIdle);
        assertThat(use(STAYING, leaving, System.nanoTime(), STAYING.size() * SLOTS)).satisfies(ScalingIT::hardlyIdle);
        assertThat(fills).allMatch(fill -> fill.compareTo(FILLED_WITHIN) < 0);
        assertThat(stops).allMatch(stop -> stop.compareTo(STOPPED_WITHIN) < 0);
        everyJobSucceededOnce();
        nobodyWaitedForALeaseOrALock();
        whatLeaversHadInHandWasCarriedOn(inHand, leftAt);
    }

    /** Keeps more than enough jobs open until something holds. */
    private static void awaitWithWork(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).until(() -> {
            while (open() < 4 * NAMES.size() * SLOTS) {
                String id = "job-" + ++published;
                publisher.publish(UploadJob.builder(id, published % LARGE_EVERY == 0 ? "media:large.mp4" : "media:small.mp4")
                        .mediaName(id)
                        .build());
            }
            return condition.getAsBoolean();
        });
    }

    private static int open() {
        return published - publisher.results.size() - publisher.errors.size();
    }

    private static boolean full(String worker) {
        return watch.firstFullAt(worker) != Long.MAX_VALUE;
    }

    private static boolean passed(long since, Duration time) {
        return System.nanoTime() - since > time.toNanos();
    }

    private static List<JobStatus> inHandOf(List<String> workers) {
        return publisher.states
                .values()
                .stream()
                .filter(status -> !status.state().terminal() && workers.contains(String.valueOf(status.worker())))
                .toList();
    }

    /** All at the same moment; how long each took to end. */
    private static List<Duration> stopAll(List<String> names) throws InterruptedException {
        List<WorkerProcess> workers = names.stream().map(fleet::worker).toList();
        names.forEach(watch::remove);
        long asked = System.nanoTime();
        workers.forEach(worker -> worker.process().terminate());
        List<Duration> stops = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            assertThat(worker.process().awaitEnd()).as("exit code of %s", worker.name()).isEqualTo(143);
            stops.add(Duration.ofNanos(System.nanoTime() - asked));
        }
        return stops;
    }

    private static SlotUse use(List<String> workers, long from, long to, int backlog) {
        return workers.stream().map(worker -> watch.use(worker, from, to, backlog)).reduce(SlotUse.NONE, SlotUse::with);
    }

    private static void hardlyIdle(SlotUse use) {
        assertThat(use.seconds()).as("slot-seconds seen with enough that waits").isGreaterThan(20);
        assertThat(use.share()).as("busy share").isGreaterThan(BUSY_LEAST);
        assertThat(use.longestIdle()).as("longest time with a free slot").isLessThan(IDLE_MOST);
    }

    private static void everyJobSucceededOnce() throws Exception {
        assertThat(publisher.errors).isEmpty();
        assertThat(publisher.results).extracting(UploadResult::jobId).doesNotHaveDuplicates().hasSize(published);
        assertThat(publisher.results).as("no attempt was spent").allMatch(result -> result.attempts() == 1);
        assertThat(fleet.emulator().client().media()).extracting(MediaView::name).doesNotHaveDuplicates().hasSize(published);
        assertThat(fleet.emulator().client().uploads()).as("open multipart uploads").isEmpty();
        long again = publisher.results.stream().mapToLong(UploadResult::bytesSentAgain).sum();
        System.out.printf("%d jobs; %.1f MiB sent, %.1f MiB of it again%n", published,
                publisher.results.stream().mapToLong(UploadResult::bytesSent).sum() / 1048576.0, again / 1048576.0);
    }

    /** A lease that ends is noted in the log of whoever runs that job's ledger; the broker counts the locks that end. */
    private static void nobodyWaitedForALeaseOrALock() throws Exception {
        for (String name : NAMES) {
            assertThat(Files.readString(fleet.worker(name).process().log()))
                    .contains("worker.started")
                    .doesNotContain("lease.expired")
                    .doesNotContain("task.lost")
                    .doesNotContain("stop.grace.over");
        }
        assertThat(LockTimeouts.of(fleet.kafka().node(1).pid())).as("locks of records that ended by time").isZero();
    }

    private static void whatLeaversHadInHandWasCarriedOn(List<JobStatus> inHand, Instant leftAt) {
        List<UploadResult> results = inHand.stream().map(status -> publisher.resultsOf(status.jobId()).getFirst()).toList();
        long handedOver = inHand.stream()
                .filter(status -> publisher.states.get(status.jobId()) instanceof JobStatus last && STAYING.contains(last.worker()))
                .count();
        List<Duration> ends = results.stream().map(result -> Duration.between(leftAt, result.completedAt())).sorted().toList();
        System.out.printf("the six that left had %d jobs in hand; %d were ended by those that stayed, the last %.1f s after SIGTERM%n",
                inHand.size(), handedOver, ends.getLast().toMillis() / 1e3);
        assertThat(inHand.size()).isGreaterThan(LEAVING.size());
        assertThat(handedOver).isPositive();
    }

    private static void print(String phase, SlotUse use) {
        System.out.println(phase + ": " + use);
    }

    private static String seconds(List<Duration> durations) {
        Duration longest = durations.stream().max(Comparator.naturalOrder()).orElseThrow();
        return String.format(Locale.ROOT, "median %.1f s, longest %.1f s",
                durations.stream().sorted().toList().get(durations.size() / 2).toMillis() / 1e3, longest.toMillis() / 1e3);
    }
}
