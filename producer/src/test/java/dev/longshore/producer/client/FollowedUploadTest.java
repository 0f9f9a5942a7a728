package dev.longshore.producer.client;

import static dev.longshore.producer.client.Sample.error;
import static dev.longshore.producer.client.Sample.result;
import static dev.longshore.producer.client.Sample.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.wire.Headers;
import dev.longshore.wire.OutcomeCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowedUploadTest {
    private MockProducer<String, byte[]> producer;
    private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private UploadClient client = client(ClientOptions.defaults());

    private UploadClient client(ClientOptions options) {
        Settings settings = Settings.of("host:9092");
        producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        return new UploadClient(settings, options, producer, listener -> {
            MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
            for (String topic : List.of("longshore.status", "longshore.results", "longshore.errors")) {
                consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
                consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
                consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), 0L));
            }
            consumers.add(consumer);
            return new Follower(settings, consumer, listener, InstantSource.system());
        });
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aHandleTellsAcceptanceProgressAndTheResult() throws Exception {
        List<JobStatus> told = new CopyOnWriteArrayList<>();
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4")).onProgress(told::add);
        assertThat(handle.jobId()).isEqualTo("a");
        assertThat(handle.accepted().get().offset()).isZero();
        hear("status", OutcomeCodec.write(status("a", JobState.UPLOADING, 1, 1, 2)), null);
        await().until(() -> told.size() == 1);
        hear("results", OutcomeCodec.write(result("a", 1)), null);
        assertThat(handle.result().get()).isEqualTo(result("a", 1));
        assertThat(handle.status()).isEqualTo(Optional.of(status("a", JobState.UPLOADING, 1, 1, 2)));
        assertThat(client.inFlight()).isZero();
    }

    @Test
    void aFailureCarriesTheWholeError() {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        hear("errors", OutcomeCodec.write(error("a", ErrorCode.SOURCE_UNREADABLE, 1)), null);
        assertThatThrownBy(() -> handle.result().get()).cause().isInstanceOfSatisfying(UploadFailedException.class, e -> {
            assertThat(e.error()).isEqualTo(error("a", ErrorCode.SOURCE_UNREADABLE, 1));
            assertThat(e.code()).isEqualTo("Source.Unreadable");
            assertThat(e.retryable()).isTrue();
        });
    }

    @Test
    void somebodyElsesRefusalUnderTheSameIdIsNotThisJobs() throws Exception {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        hear("errors", OutcomeCodec.write(error("a", ErrorCode.CONFLICT, 0)), "somebody else");
        hear("errors", OutcomeCodec.write(error("a", ErrorCode.CONFLICT, 0)), null);
        hear("results", OutcomeCodec.write(result("a", 1)), "whoever was first");
        assertThat(handle.result().get().run()).isEqualTo(1);
    }

    @Test
    void theOwnRefusalIsToldByItsCorrelationId() {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        byte[] sent = producer.history().getFirst().headers().lastHeader(Headers.CORRELATION_ID).value();
        hear("errors", OutcomeCodec.write(error("a", ErrorCode.CONFLICT, 0)), new String(sent, StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> handle.result().get()).cause()
                .isInstanceOf(UploadFailedException.class)
                .hasMessageContaining("Job.Conflict");
    }

    @Test
    void anOlderRunsFailureIsNotTheNewRuns() throws Exception {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        hear("status", OutcomeCodec.write(status("a", JobState.QUEUED, 2, 0, 0)), null);
        await().until(() -> handle.status().isPresent());
        hear("errors", OutcomeCodec.write(error("a", ErrorCode.SOURCE_EMPTY, 1)), null);
        hear("results", OutcomeCodec.write(result("a", 2)), null);
        assertThat(handle.result().get().run()).isEqualTo(2);
    }

    @Test
    void twoSubmissionsOfTheSameJobBothEnd() throws Exception {
        UploadHandle one = client.submit(UploadJob.of("a", "/a.mp4"));
        UploadHandle other = client.submit(UploadJob.of("a", "/a.mp4"));
        hear("results", OutcomeCodec.write(result("a", 1)), null);
        assertThat(one.result().get()).isEqualTo(other.result().get());
    }

    @Test
    void aJobThatBreaksARuleIsTold() {
        UploadHandle handle = client.submit(UploadJob.of("a b", "a.mp4"));
        assertThatThrownBy(() -> handle.result().get()).cause().isInstanceOf(InvalidSubmissionException.class);
        assertThatThrownBy(() -> handle.accepted().get()).cause().isInstanceOf(InvalidSubmissionException.class);
        assertThat(client.inFlight()).isZero();
    }

    @Test
    void noMoreThanSoManyAreInFlight() throws Exception {
        client.close();
        client = client(ClientOptions.defaults().withMaxInFlight(2).withMaxBlock(Duration.ZERO));
        List<UploadHandle> handles = IntStream.range(0, 3).mapToObj(i -> client.submit(UploadJob.of("job-" + i, "/a.mp4"))).toList();
        assertThatThrownBy(() -> handles.get(2).result().get()).cause()
                .isInstanceOf(BackPressureException.class)
                .hasMessageContaining("2 jobs are in flight");
        hear("results", OutcomeCodec.write(result("job-0", 1)), null);
        handles.getFirst().result().get();
        await().until(() -> client.inFlight() == 1);
        assertThat(client.submit(UploadJob.of("job-3", "/a.mp4")).accepted()).isCompleted();
    }

    @Test
    void manyJobsAreSubmittedAsEarlierOnesEnd() throws Exception {
        client.close();
        client = client(ClientOptions.defaults().withMaxInFlight(7));
        List<UploadHandle> handles = new CopyOnWriteArrayList<>();
        Thread worker = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100; i++) {
                int next = i;
                await().until(() -> handles.size() > next);
                assertThat(client.inFlight()).isLessThanOrEqualTo(7);
                hear("results", OutcomeCodec.write(result("job-" + i, 1)), null);
            }
        });
        client.submitAll(() -> IntStream.range(0, 100).mapToObj(i -> UploadJob.of("job-" + i, "/a.mp4")).iterator(), handles::add);
        for (UploadHandle handle : handles) {
            handle.result().get();
        }
        worker.join();
        assertThat(handles).hasSize(100);
        assertThat(client.close(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aJobThatTakesTooLongIsGivenUpAndGoesOn() {
        client.close();
        client = client(ClientOptions.defaults().withTimeout(Duration.ofMillis(1)));
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        assertThatThrownBy(() -> handle.result().get()).cause()
                .isInstanceOf(UploadTimeoutException.class)
                .hasMessageContaining("Job a has not ended within PT0.001S");
        assertThat(client.inFlight()).isZero();
    }

    @Test
    void cancellingPublishesTheRequestUnderTheJobsId() throws Exception {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        handle.cancel("no longer wanted").get();
        var record = producer.history().getLast();
        assertThat(record.topic()).isEqualTo("longshore.jobs");
        assertThat(record.key()).isEqualTo("a");
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"cancel\":\"a\",\"reason\":\"no longer wanted\"}");
        client.cancel("b", null).get();
        assertThat(new String(producer.history().getLast().value(), StandardCharsets.UTF_8)).isEqualTo("{\"cancel\":\"b\"}");
    }

    @Test
    void aListenerThatIsSlowHoldsUpNobodyElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Long> told = new CopyOnWriteArrayList<>();
        UploadHandle slow = client.submit(UploadJob.of("slow", "/a.mp4")).onProgress(status -> {
            told.add(status.bytesDone());
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        UploadHandle quick = client.submit(UploadJob.of("quick", "/b.mp4"));
        hear("status", OutcomeCodec.write(status("slow", JobState.UPLOADING, 1, 1, 9)), null);
        await().until(() -> told.size() == 1);
        for (int done = 2; done < 9; done++) {
            hear("status", OutcomeCodec.write(status("slow", JobState.UPLOADING, 1, done, 9)), null);
        }
        hear("results", OutcomeCodec.write(result("slow", 1)), null);
        hear("results", OutcomeCodec.write(result("quick", 1)), null);
        quick.result().get();
        CompletableFuture<?> waiting = slow.result();
        await().until(() -> slow.status().map(JobStatus::bytesDone).equals(Optional.of(8L)));
        assertThat(waiting).isNotDone();
        release.countDown();
        waiting.get();
        assertThat(told).containsExactly(1L, 8L);
    }

    @Test
    void aListenerThatThrowsHarmsNothing() throws Exception {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4")).onProgress(_ -> {
            throw new IllegalStateException("listener");
        });
        hear("status", OutcomeCodec.write(status("a", JobState.UPLOADING, 1, 1, 2)), null);
        hear("results", OutcomeCodec.write(result("a", 1)), null);
        handle.result().get();
    }

    @Test
    void aRefusedLogInFailsWhatIsOutstandingAndTheNextSubmissionTriesAgain() throws Exception {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        consumers.getFirst().setPollException(new SaslAuthenticationException("bad password"));
        assertThatThrownBy(() -> handle.result().get()).cause().isInstanceOf(ClusterException.class).hasMessageContaining("bad password");
        await().until(() -> client.submit(UploadJob.of("b", "/a.mp4")).accepted().get() != null && consumers.size() == 2);
    }

    @Test
    void closingFailsWhatIsOutstandingAndWhatComesLater() {
        UploadHandle handle = client.submit(UploadJob.of("a", "/a.mp4"));
        client.close();
        assertThatThrownBy(() -> handle.result().get()).cause().isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.submit(UploadJob.of("b", "/a.mp4")).result().get()).cause()
                .isInstanceOf(ClientClosedException.class);
        assertThat(consumers.getFirst().closed()).isTrue();
    }

    @Test
    void whatIsPublishedOnlyReadsNothing() {
        client.publish(UploadJob.of("a", "/a.mp4")).join();
        assertThat(consumers).isEmpty();
    }

    @Test
    void boundsOfOptionsAreTold() {
        assertThatThrownBy(() -> ClientOptions.defaults().withMaxInFlight(0)).hasMessageContaining("maxInFlight must be 1 to 1000000");
        assertThatThrownBy(() -> ClientOptions.defaults().withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> ClientOptions.defaults().withMaxBlock(Duration.ofSeconds(-1))).hasMessageContaining("maxBlock");
    }

    private synchronized void hear(String topic, byte[] value, @Nullable String correlationId) {
        String name = "longshore." + topic;
        long offset = offsets.merge(name, 1L, Long::sum) - 1;
        RecordHeaders headers = new RecordHeaders();
        if (correlationId != null) {
            headers.add(Headers.CORRELATION_ID, correlationId.getBytes(StandardCharsets.US_ASCII));
        }
        MockConsumer<byte[], byte[]> consumer = new ArrayList<>(consumers).getLast();
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                name, 0, offset, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty())));
    }
}
