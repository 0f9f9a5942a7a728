package dev.longshore.worker.uploader;

import dev.longshore.worker.step.Report;
import dev.longshore.worker.step.StepCodec;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reports over an idempotent producer with {@code acks=all}, keyed by jobId. */
public final class KafkaReporter implements Reporter {
    private final Producer<String, byte[]> producer;
    private final String topic;

    public KafkaReporter(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public CompletableFuture<Void> send(Report report) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        try {
            producer.send(new ProducerRecord<>(topic, report.task().jobId(), StepCodec.write(report)), (_, failure) -> {
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }
}
