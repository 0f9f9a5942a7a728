package dev.longshore.producer.client;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.RequestCodec;
import dev.longshore.wire.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's mock clients with a stand-in for the workers: {@code onJob} answers each job as it is published. */
public final class MockKafka {
    private final Topics topics = new Topics();
    private final List<MockConsumer<byte[], byte[]>> consumers = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> history = new HashMap<>();
    private final Consumer<UploadJob> onJob;
    private final List<CancelRequest> cancels = new CopyOnWriteArrayList<>();

    public MockKafka(Consumer<UploadJob> onJob) {
        this.onJob = onJob;
    }

    /** Each reader has its own. */
    private synchronized MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        for (String topic : List.of(topics.status(), topics.results(), topics.errors())) {
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
            consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), history.getOrDefault(topic, 0L)));
        }
        log.forEach(record -> consumer.schedulePollTask(() -> consumer.addRecord(record)));
        consumers.add(consumer);
        return consumer;
    }

    /** The cancel requests that were published. */
    public List<CancelRequest> cancels() {
        return cancels;
    }

    public UploadClient publisher(Settings settings) {
        MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
                Future<RecordMetadata> sent = super.send(record, callback);
                try {
                    switch (RequestCodec.read(record.value())) {
                        case UploadJob job -> onJob.accept(job);
                        case CancelRequest cancel -> cancels.add(cancel);
                    }
                } catch (InvalidJobException e) {
                    throw new AssertionError(e);
                }
                return sent;
            }
        };
        return new UploadClient(
                settings, ClientOptions.defaults(), producer,
                listener -> new Follower(settings, consumer(), listener, InstantSource.system()));
    }

    public Follower follower(Settings settings, Consumer<Event> listener) {
        return new Follower(settings, consumer(), (event, _) -> listener.accept(event), InstantSource.system());
    }

    public void publish(JobStatus status) {
        publish(topics.status(), OutcomeCodec.write(status));
    }

    public void publish(UploadResult result) {
        publish(topics.results(), OutcomeCodec.write(result));
    }

    public void publish(UploadError error) {
        publish(topics.errors(), OutcomeCodec.write(error));
    }

    private synchronized void publish(String topic, byte[] value) {
        long offset = ends.merge(topic, 1L, Long::sum) - 1;
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, offset, null, value);
        log.add(record);
        consumers.forEach(consumer -> {
            if (!consumer.closed()) {
                consumer.schedulePollTask(() -> consumer.addRecord(record));
            }
        });
    }

    /** What was published so far counts as history for who begins to read later. */
    public synchronized void history() {
        history.putAll(ends);
    }
}
