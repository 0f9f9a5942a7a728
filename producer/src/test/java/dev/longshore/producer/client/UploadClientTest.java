package dev.longshore.producer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.job.UploadJob;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class UploadClientTest {
    private final MockProducer<String, byte[]> kafka = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final UploadClient client = new UploadClient(Settings.of("host:9092"), ClientOptions.defaults(), kafka, _ -> {
        throw new AssertionError("nothing is followed here");
    });

    @Test
    void aJobGoesToTheJobsTopicUnderItsIdAndIsSubmittedWhenAcknowledged() throws Exception {
        UploadJob job = UploadJob.of("a", "/a.mp4");
        CompletableFuture<Submitted> submitted =
                client.publish(job, Map.of("kafka_replyTopic", "answers".getBytes(StandardCharsets.UTF_8)));
        assertThat(submitted).isNotDone();
        kafka.completeNext();
        assertThat(submitted.join()).extracting(Submitted::jobId, Submitted::topic, Submitted::offset)
                .containsExactly("a", "longshore.jobs", 0L);
        var record = kafka.history().getFirst();
        assertThat(record.key()).isEqualTo("a");
        assertThat(JobCodec.read(record.value())).isEqualTo(job);
        assertThat(record.headers().lastHeader("kafka_replyTopic").value()).asString().isEqualTo("answers");
    }

    @Test
    void aJobThatBreaksARuleIsNotSent() {
        CompletableFuture<Submitted> submitted = client.publish(UploadJob.of("a b", "a.mp4"));
        assertThatThrownBy(submitted::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(InvalidSubmissionException.class)
                .hasMessageContaining("jobId")
                .hasMessageContaining("mediaFilePath");
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void aJobThatObeysEachRuleButIsTooLargeAltogetherIsNotSent() {
        String wide = "🚢".repeat(4096);
        UploadJob job = UploadJob.builder("a", "/" + wide.substring(2))
                .coverFilePath("/" + wide.substring(2))
                .extInfo(wide)
                .mediaStoragePath(wide)
                .build();
        assertThat(client.publish(job)).isCompletedExceptionally();
        assertThat(UploadClient.violations(job)).extracting(violation -> violation.field()).containsExactly("job");
        assertThat(kafka.history()).isEmpty();
    }

    @Test
    void aFailureNamesTheClusterAndWhatToLookAt() {
        assertProblem(new TimeoutException("expired"), ClusterException.Problem.UNREACHABLE, "host:9092 did not answer");
        assertProblem(
                new TimeoutException("not present", new UnknownTopicOrPartitionException("longshore.jobs")),
                ClusterException.Problem.TOPIC_MISSING, "prefix");
        assertProblem(new SaslAuthenticationException("bad password"), ClusterException.Problem.REFUSED, "bad password");
        assertProblem(new TopicAuthorizationException("longshore.jobs"), ClusterException.Problem.REFUSED, "longshore.jobs");
        assertProblem(new IllegalStateException("odd"), ClusterException.Problem.OTHER, "odd");
    }

    private void assertProblem(RuntimeException failure, ClusterException.Problem problem, String words) {
        CompletableFuture<Submitted> submitted = client.publish(UploadJob.of("a", "/a.mp4"));
        kafka.errorNext(failure);
        assertThatThrownBy(submitted::join).cause().isInstanceOf(ClusterException.class).hasMessageContaining(words);
        assertThatThrownBy(submitted::join).cause().extracting(e -> ((ClusterException) e).problem()).isEqualTo(problem);
    }

    @Test
    void aSendThatFailsAtOnceFailsTheFutureNotTheCall() {
        kafka.sendException = new TimeoutException("no metadata");
        assertThatThrownBy(() -> client.publish(UploadJob.of("a", "/a.mp4")).join()).cause().isInstanceOf(ClusterException.class);
    }

    @Test
    void settingsThatCannotBeRightAreToldAtOnce() {
        assertThatThrownBy(() -> UploadClient.open(Settings.of("no-port")))
                .isInstanceOf(ClusterException.class)
                .extracting(e -> ((ClusterException) e).problem())
                .isEqualTo(ClusterException.Problem.SETTINGS);
    }
}
