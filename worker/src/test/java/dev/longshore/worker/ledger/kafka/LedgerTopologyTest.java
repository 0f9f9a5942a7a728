package dev.longshore.worker.ledger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.wire.CancelCodec;
import dev.longshore.wire.Headers;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.Topics;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.PlanSummary;
import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.SealedText;
import dev.longshore.worker.step.Sent;
import dev.longshore.worker.step.Session;
import dev.longshore.worker.step.StepCodec;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.step.TaskId;
import dev.longshore.worker.step.UnitReceipt;
import dev.longshore.worker.testing.LogWatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology with its stores and timers, without a broker. */
class LedgerTopologyTest {
    private static final Topics TOPICS = new Topics();
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> jobs;
    private TestInputTopic<String, byte[]> reports;

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(LedgerTopology.build(TOPICS, LedgerPolicy.DEFAULT, Duration.ZERO), settings, START);
        jobs = driver.createInputTopic(TOPICS.jobs(), new StringSerializer(), new ByteArraySerializer(), START, Duration.ZERO);
        reports = driver.createInputTopic(TOPICS.reports(), new StringSerializer(), new ByteArraySerializer(), START, Duration.ZERO);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aRefusedIdIsLoggedOnOneLineHoweverItIsWritten() {
        try (LogWatch log = new LogWatch()) {
            jobs.pipeInput("k", "{\"jobId\":\"a\\n2030 INFO forged\",\"x\":1}".getBytes(StandardCharsets.UTF_8));
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("job.refused jobId=a\uFFFD2030 INFO forged"));
            assertThat(log.lines()).noneSatisfy(line -> assertThat(line).contains("\n"));
        }
    }

    @Test
    void aReportThatLacksItsTaskIsNotedAndHarmsNobody() {
        try (LogWatch log = new LogWatch()) {
            reports.pipeInput("film\nforged",
                    "{\"v\":1,\"body\":{\"type\":\"started\",\"worker\":\"w\"}}".getBytes(StandardCharsets.UTF_8));
            assertThat(log.lines()).anySatisfy(
                    line -> assertThat(line).contains("report.unreadable jobId=film\uFFFDforged it has no task"));
        }
    }

    @Test
    void aJobWithoutAKeyTravelsFromPublisherToResultWithItsReplyHeaders() {
        var headers = new RecordHeaders().add(Headers.CORRELATION_ID, new byte[] {1, 2, 3}).add("other", new byte[] {9});
        jobs.pipeInput(new TestRecord<>(null, JobCodec.write(UploadJob.of("a", "/media/a.mp4")), headers, START));
        Task.Slice slice = (Task.Slice) StepCodec.readTask(read(TOPICS.slices()).getFirst().value());
        report(new Report.Started(slice.id(), "w"));
        Session session = new Session("s", "b", "r", "m.mp4", null, Map.of(), START, START, new SealedText("k", "t"));
        PlanSummary plan = new PlanSummary("d", 1, 10, 10, 10, List.of(), "f");
        Sent sent = new Sent("s", List.of(new UnitReceipt(0, 10, "etag", "00")), 10);
        report(new Report.Done(slice.id(), "w", sent, new Report.Prepared(slice.id(), "w", plan, session)));
        Task.Finish finish = (Task.Finish) StepCodec.readTask(read(TOPICS.closings()).getFirst().value());
        assertThat(finish.checkpoint().session()).isEqualTo(session);
        report(new Report.Started(finish.id(), "w"));
        report(new Report.Closed(finish.id(), "w", "s", new CommittedMedia("file-1", "url", null, "req", "00")));

        List<TestRecord<String, byte[]>> results = read(TOPICS.results());
        assertThat(results).hasSize(1);
        UploadResult result = OutcomeCodec.readResult(results.getFirst().value());
        assertThat(results.getFirst().key()).isEqualTo("a");
        assertThat(result.fileId()).isEqualTo("file-1");
        assertThat(results.getFirst().headers().lastHeader(Headers.CORRELATION_ID).value()).containsExactly(1, 2, 3);
        assertThat(results.getFirst().headers().lastHeader("other")).isNull();
        assertThat(read(TOPICS.status()).getLast())
                .satisfies(last -> assertThat(OutcomeCodec.readStatus(last.value()).state()).isEqualTo(JobState.SUCCEEDED));
    }

    @Test
    void aRefusedRecordIsKeptWithItsHeaders() {
        byte[] raw = "{\"jobId\":\"a\",\"mediaFilePath\":\"/x\",\"what\":1}".getBytes(StandardCharsets.UTF_8);
        jobs.pipeInput(new TestRecord<>("any", raw, new RecordHeaders().add(Headers.REPLY_TOPIC, new byte[] {65}), START));
        TestRecord<String, byte[]> refused = read(TOPICS.errors()).getFirst();
        UploadError error = OutcomeCodec.readError(refused.value());
        assertThat(error.code()).isEqualTo("Job.UnknownField");
        assertThat(error.record().value()).isBase64().asBase64Decoded().isEqualTo(raw);
        assertThat(refused.headers().lastHeader(Headers.REPLY_TOPIC)).isNotNull();
        assertThat(read(TOPICS.slices())).isEmpty();
    }

    @Test
    void aCloudEventInBinaryModeIsAJobAndItsTraceGoesOn() {
        byte[] trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.US_ASCII);
        var event = new RecordHeaders().add("content-type", "application/json".getBytes(StandardCharsets.US_ASCII))
                .add("ce_specversion", "1.0".getBytes(StandardCharsets.US_ASCII))
                .add("ce_id", "e-1".getBytes(StandardCharsets.US_ASCII))
                .add(Headers.TRACEPARENT, trace);
        jobs.pipeInput(new TestRecord<>(null, JobCodec.write(UploadJob.of("a", "/media/a.mp4")), event, START));
        assertThat(read(TOPICS.slices())).hasSize(1);
        jobs.pipeInput(new TestRecord<>(null, JobCodec.write(UploadJob.of("a", "/media/b.mp4")), event, START));
        TestRecord<String, byte[]> conflict = read(TOPICS.errors()).getFirst();
        assertThat(conflict.headers().lastHeader(Headers.TRACEPARENT).value()).isEqualTo(trace);
        assertThat(conflict.headers().lastHeader("ce_id")).isNull();
    }

    @Test
    void aCloudEventInStructuredModeIsRefusedWithTheWayOut() {
        byte[] raw = "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"data\":{\"jobId\":\"a\",\"mediaFilePath\":\"/x\"}}"
                .getBytes(StandardCharsets.UTF_8);
        var structured =
                new RecordHeaders().add("content-type", "application/cloudevents+json; charset=utf-8".getBytes(StandardCharsets.US_ASCII));
        jobs.pipeInput(new TestRecord<>(null, raw, structured, START));
        UploadError error = OutcomeCodec.readError(read(TOPICS.errors()).getFirst().value());
        assertThat(error.code()).isEqualTo("Job.MalformedJson");
        assertThat(error.message()).contains("binary mode");
        assertThat(error.record().value()).asBase64Decoded().isEqualTo(raw);
    }

    @Test
    void aSilentTaskIsProbedAndIssuedAgainWhenTheProbeComesBackUnanswered() {
        jobs.pipeInput("k", JobCodec.write(UploadJob.of("a", "/media/a.mp4")));
        TaskId first = StepCodec.readTask(read(TOPICS.slices()).getFirst().value()).id();
        report(new Report.Started(first, "w"));
        driver.advanceWallClockTime(LedgerPolicy.DEFAULT.lease().minusSeconds(1));
        assertThat(read(TOPICS.slices())).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        Task again = StepCodec.readTask(read(TOPICS.slices()).getFirst().value());
        assertThat(again.id().issue()).isGreaterThan(first.issue());
    }

    @Test
    void anEndedJobIsForgottenAfterTheDedupeWindowAndItsStatusErased() {
        jobs.pipeInput("k", JobCodec.write(UploadJob.of("a", "/media/a.mp4")));
        TaskId slice = StepCodec.readTask(read(TOPICS.slices()).getFirst().value()).id();
        report(new Report.Started(slice, "w"));
        report(new Report.Failed(slice, "w", Sent.NOTHING, Failure.ofField(
                ErrorCode.SOURCE_NOT_FOUND, "mediaFilePath", "gone")));
        assertThat(read(TOPICS.errors())).hasSize(1);
        read(TOPICS.status());
        driver.advanceWallClockTime(LedgerPolicy.DEFAULT.dedupeWindow().plusSeconds(1));
        assertThat(read(TOPICS.status()).getLast().value()).isNull();
        assertThat(isEmpty(Nodes.JOB_STORE)).isTrue();
    }

    @Test
    void aCancelRequestFindsItsJobWhateverItsKeyAndAnUnknownJobsErrorKeepsIt() {
        jobs.pipeInput("k", JobCodec.write(UploadJob.of("a", "/media/a.mp4")));
        jobs.pipeInput((String) null, CancelCodec.write(new CancelRequest("a", "why not")));
        UploadError cancelled = OutcomeCodec.readError(read(TOPICS.errors()).getFirst().value());
        assertThat(cancelled.code()).isEqualTo("Cancelled.OnRequest");
        assertThat(cancelled.message()).contains("why not");
        assertThat(OutcomeCodec.readStatus(read(TOPICS.status()).getLast().value()).state()).isEqualTo(JobState.CANCELLED);

        byte[] request = CancelCodec.write(new CancelRequest("b", null));
        jobs.pipeInput(new TestRecord<>("b", request, new RecordHeaders().add(Headers.REPLY_TOPIC, new byte[] {65}), START));
        TestRecord<String, byte[]> unknown = read(TOPICS.errors()).getFirst();
        assertThat(unknown.key()).isEqualTo("b");
        assertThat(unknown.headers().lastHeader(Headers.REPLY_TOPIC)).isNotNull();
        UploadError error = OutcomeCodec.readError(unknown.value());
        assertThat(error.code()).isEqualTo("Job.Unknown");
        assertThat(error.record().value()).isBase64().asBase64Decoded().isEqualTo(request);
        assertThat(driver.getKeyValueStore(Nodes.JOB_STORE).get(JobStore.key("b"))).isNull();
    }

    @Test
    void aJobBeginsAndEndsByItsTimes() {
        OffsetDateTime begin = START.plusSeconds(60).plusNanos(5).atOffset(ZoneOffset.UTC);
        jobs.pipeInput("k", JobCodec.write(
                UploadJob.builder("a", "/media/a.mp4").notBefore(begin).deadline(begin.plusSeconds(60)).build()));
        driver.advanceWallClockTime(Duration.ofSeconds(60));
        assertThat(read(TOPICS.slices())).isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read(TOPICS.slices())).hasSize(1);
        driver.advanceWallClockTime(Duration.ofSeconds(60));
        assertThat(OutcomeCodec.readError(read(TOPICS.errors()).getFirst().value()).code()).isEqualTo("Job.DeadlineExceeded");
    }

    @Test
    void aJobThatBeginsTooFarAheadIsRefused() {
        OffsetDateTime begin = START.plus(Duration.ofDays(31)).atOffset(ZoneOffset.UTC);
        jobs.pipeInput("k", JobCodec.write(UploadJob.builder("a", "/media/a.mp4").notBefore(begin).build()));
        UploadError error = OutcomeCodec.readError(read(TOPICS.errors()).getFirst().value());
        assertThat(error.code()).isEqualTo("Job.InvalidField");
        assertThat(error.field()).isEqualTo("notBefore");
        assertThat(error.message()).contains("at most 30 days ahead");
    }

    /** Looks at the entries: RocksDB's count of them is an estimate that may count what was deleted. */
    private boolean isEmpty(String store) {
        try (KeyValueIterator<Object, Object> all = driver.getKeyValueStore(store).all()) {
            return !all.hasNext();
        }
    }

    @Test
    void aReportThatCannotBeReadCountsAsLost() {
        jobs.pipeInput("k", JobCodec.write(UploadJob.of("a", "/media/a.mp4")));
        reports.pipeInput("a", "{\"v\":99}".getBytes(StandardCharsets.UTF_8));
        assertThat(read(TOPICS.errors())).isEmpty();
        assertThat(read(TOPICS.slices())).hasSize(1);
    }

    private void report(Report report) {
        reports.pipeInput(report.task().jobId(), StepCodec.write(report));
    }

    private List<TestRecord<String, byte[]>> read(String topic) {
        TestOutputTopic<String, byte[]> out = driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
        return out.readRecordsToList();
    }
}
