package dev.longshore.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.Topics;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.ledger.kafka.LedgerTopology;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitReceipt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the running topology tells of its jobs. */
class LedgerMetersTest {
    private static final Topics TOPICS = new Topics();
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = START;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> jobs;
    private TestInputTopic<String, byte[]> reports;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        Meters meters = new Meters(registry);
        LedgerMeters observer = new LedgerMeters(meters, new StandingMeters(meters, () -> now));
        driver = new TopologyTestDriver(LedgerTopology.build(TOPICS, LedgerPolicy.DEFAULT, Duration.ZERO, observer), settings, START);
        jobs = driver.createInputTopic(TOPICS.jobs(), new StringSerializer(), new ByteArraySerializer(), START, Duration.ZERO);
        reports = driver.createInputTopic(TOPICS.reports(), new StringSerializer(), new ByteArraySerializer(), START, Duration.ZERO);
    }

    @AfterEach
    void close() {
        driver.close();
        assertThat(gauge("longshore.jobs", "state", "queued")).as("nothing is left of a partition that was closed").isZero();
    }

    @Test
    void jobsThatNobodyHasStartedAreBacklogOfAnAge() {
        submit("a");
        submit("b");
        pass(Duration.ofSeconds(30));
        assertThat(gauge("longshore.jobs", "state", "queued")).isEqualTo(2);
        assertThat(gauge("longshore.backlog.tasks", "queue", "slices")).isEqualTo(2);
        assertThat(gauge("longshore.backlog.jobs")).isEqualTo(2);
        assertThat(gauge("longshore.backlog.unsized.jobs")).isEqualTo(2);
        assertThat(gauge("longshore.oldest.task.wait", "queue", "slices")).isEqualTo(30);
        assertThat(gauge("longshore.ledger.partitions", "count", "complete")).isEqualTo(1);
        assertThat(counter("longshore.jobs.admitted")).isEqualTo(2);
    }

    @Test
    void aJobThatSucceededTellsItsBytesAndWhereItsTimeWent() {
        submit("a");
        pass(Duration.ofSeconds(2));
        TaskId slice = started(TOPICS.slices());
        Session session = new Session("s", "b", "r", "m.mp4", null, Map.of(), START, START, new SealedText("k", "t"));
        PlanSummary plan = new PlanSummary("d", 1, 10, 10, 10, List.of(), "f");
        pass(Duration.ofSeconds(3));
        report(new Report.Done(slice, "w", new Sent("s", List.of(new UnitReceipt(0, 10, "etag", "00")), 14),
                new Report.Prepared(slice, "w", plan, session)));
        report(new Report.Closed(started(TOPICS.closings()), "w", "s", new CommittedMedia("file-1", "url", null, "req", "00")));
        pass(Duration.ofSeconds(1));

        assertThat(registry.get("longshore.job.outcomes").tags("outcome", "succeeded", "code", "none").counter().count()).isEqualTo(1);
        assertThat(counter("longshore.job.stored")).isEqualTo(10);
        assertThat(counter("longshore.job.sent.again")).isEqualTo(4);
        assertThat(seconds("longshore.job.phase.duration", "phase", "queued")).isEqualTo(2);
        assertThat(seconds("longshore.job.phase.duration", "phase", "uploading")).isEqualTo(3);
        assertThat(seconds("longshore.job.duration", "outcome", "succeeded")).isEqualTo(5);
        assertThat(seconds("longshore.task.queue.wait", "queue", "slices")).isEqualTo(2);
        assertThat(gauge("longshore.jobs", "state", "succeeded")).isEqualTo(1);
        assertThat(gauge("longshore.backlog.size")).isZero();
        assertThat(gauge("longshore.oldest.job.age")).isZero();
    }

    @Test
    void failuresAreCountedUnderTheirCodeAndForeignCodesTogether() {
        submit("a");
        report(new Report.Failed(started(TOPICS.slices()), "w", Sent.NOTHING,
                Failure.ofField(ErrorCode.SOURCE_NOT_FOUND, "mediaFilePath", "gone")));
        submit("b");
        report(new Report.Failed(started(TOPICS.slices()), "w", Sent.NOTHING, new Failure(
                "Made.Up", ErrorCode.INTERNAL_ERROR.category(), Failure.Remedy.GIVE_UP, "odd", null, null, null, null)));
        jobs.pipeInput("k", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(outcomes("failed", "Source.NotFound")).isEqualTo(1);
        assertThat(outcomes("failed", "other")).isEqualTo(1);
        assertThat(outcomes("refused", "Job.MissingField")).isEqualTo(1);
    }

    @Test
    void aFailureThatIsWaitedOutIsARetryAndASilentTaskAnExpiredLease() {
        submit("a");
        report(new Report.Failed(started(TOPICS.slices()), "w", Sent.NOTHING,
                Failure.of(ErrorCode.SERVICE_UNAVAILABLE, Failure.Remedy.WAIT_FOR_SERVICE, "gone")));
        assertThat(registry.get("longshore.job.retries").tags("code", "Service.Unavailable").counter().count()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        started(TOPICS.resumes(), TOPICS.slices());
        pass(LedgerPolicy.DEFAULT.lease().plusSeconds(1));
        assertThat(registry.get("longshore.ledger.events").tags("event", "lease.expired").counter().count()).isEqualTo(1);
    }

    private void submit(String jobId) {
        jobs.pipeInput(new TestRecord<>("k", JobCodec.write(UploadJob.of(jobId, "/media/a.mp4")), now));
    }

    private TaskId started(String... topics) {
        for (String topic : topics) {
            var out = driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
            while (!out.isEmpty()) {
                TaskId id = StepCodec.readTask(out.readValue()).id();
                if (out.isEmpty()) {
                    report(new Report.Started(id, "w"));
                    return id;
                }
            }
        }
        throw new AssertionError("no task was issued");
    }

    private void report(Report report) {
        reports.pipeInput(report.task().jobId(), StepCodec.write(report));
    }

    private void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double counter(String name) {
        return registry.get(name).counter().count();
    }

    private double outcomes(String outcome, String code) {
        return registry.get("longshore.job.outcomes").tags("outcome", outcome, "code", code).counter().count();
    }

    private double seconds(String name, String... tags) {
        return registry.get(name).tags(tags).timer().totalTime(TimeUnit.SECONDS);
    }
}
