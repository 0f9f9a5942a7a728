package dev.longshore.sandbox.client;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes outcomes as the ledger does: in transactions, keyed by jobId. */
final class PretendLedger implements AutoCloseable {
    static final int PARTITIONS = 3;

    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;

    PretendLedger(String bootstrapServers, Topics topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", topics.prefix() + "ledger"), new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    static void createTopics(String bootstrapServers, Topics topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic status = new NewTopic(topics.status(), PARTITIONS, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            List<NewTopic> others = List.of(
                    new NewTopic(topics.jobs(), PARTITIONS, (short) 1),
                    new NewTopic(topics.results(), PARTITIONS, (short) 1),
                    new NewTopic(topics.errors(), PARTITIONS, (short) 1));
            admin.createTopics(List.of(status)).all().get();
            admin.createTopics(others).all().get();
        }
    }

    void commit(Runnable decision) {
        producer.beginTransaction();
        decision.run();
        producer.commitTransaction();
    }

    void abort(Runnable decision) {
        producer.beginTransaction();
        decision.run();
        producer.flush();
        producer.abortTransaction();
    }

    void queued(String jobId, int run) {
        var status = new JobStatus(jobId, JobState.QUEUED, run, 1, 0, 0, 0, 0, null, null, null, Instant.EPOCH);
        send(topics.status(), jobId, OutcomeCodec.write(status));
    }

    void succeeded(String jobId, String fileId, int run) {
        var result = new UploadResult(
                jobId, fileId, "https://media.example/" + fileId, null, "request", 1, null, run, 1, 1, 0, false, Instant.EPOCH,
                Instant.EPOCH,
                new Timings(0, 0, 0, 0), null, null);
        send(topics.results(), jobId, OutcomeCodec.write(result));
    }

    void failed(String jobId, int run) {
        ErrorCode code = ErrorCode.SOURCE_NOT_FOUND;
        var error = new UploadError(
                jobId, code.code(), code.category(), false, "It is not there.", code.hint(), null, null, null, null, run, 1, Instant.EPOCH,
                null, null, null);
        send(topics.errors(), jobId, OutcomeCodec.write(error));
    }

    private void send(String topic, String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
