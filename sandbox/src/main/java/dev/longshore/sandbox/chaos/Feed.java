package dev.longshore.sandbox.chaos;

import dev.longshore.wire.JobCodec;
import dev.longshore.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another system that publishes the jobs, some of them twice, spread over a time. */
final class Feed implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final String topic = new Topics().jobs();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();

    Feed(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes all, and the malformed records; returns when the brokers have acknowledged what they will. */
    void publish(List<Order> deck, double share, long seed, Duration over) {
        SplittableRandom random = new SplittableRandom(seed);
        Duration pause = over.dividedBy(deck.size());
        List<Order> again = new ArrayList<>();
        Deck.MALFORMED.forEach(text -> send("malformed", text.getBytes(StandardCharsets.UTF_8)));
        for (Order order : deck) {
            send(order);
            if (order.fate() == Order.Fate.SUCCEEDS && random.nextDouble() < share) {
                again.add(order);
            }
            // Some duplicates follow at once, others when the first one has begun or ended.
            if (!again.isEmpty() && random.nextBoolean()) {
                send(again.removeFirst());
                duplicates.incrementAndGet();
            }
            if (stopped(pause)) {
                break;
            }
        }
        for (Order order : again) {
            send(order);
            duplicates.incrementAndGet();
        }
        producer.flush();
    }

    void send(Order order) {
        send(order.jobId(), JobCodec.write(order.job()));
    }

    private void send(String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value), (_, failure) -> {
            if (failure != null) {
                lost.incrementAndGet();
                System.err.println("a job was not acknowledged: " + failure);
            }
        });
    }

    private boolean stopped(Duration pause) {
        try {
            return stopped.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    int duplicates() {
        return duplicates.get();
    }

    /** Records that no broker acknowledged: a run with any is of no use. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        stopped.countDown();
        producer.close(Duration.ofSeconds(5));
    }
}
