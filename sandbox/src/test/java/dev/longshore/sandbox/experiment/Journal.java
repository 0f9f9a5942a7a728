package dev.longshore.sandbox.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes tasks and reads what workers wrote down. One thread. */
final class Journal implements AutoCloseable {
    /** What a worker wrote about a task. */
    record Line(String kind, String task, String worker, String more) {}

    private final ShareSetup setup;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<Line> lines = new ArrayList<>();

    Journal(ShareSetup setup) {
        this.setup = setup;
        producer = new KafkaProducer<>(setup.producer(), new StringSerializer(), new StringSerializer());
        Properties config = new Properties();
        config.put("bootstrap.servers", setup.bootstrap());
        config.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(new TopicPartition(setup.journal(), 0)));
    }

    void publish(TestTask task) throws Exception {
        producer.send(new ProducerRecord<>(setup.tasks(), task.text())).get();
    }

    /** All lines of one kind, in order. */
    List<Line> read(String kind) {
        consumer.poll(Duration.ofMillis(20)).forEach(found -> {
            String[] words = found.value().split(" ", -1);
            lines.add(new Line(found.key(), words[0], words[1], words.length > 2 ? words[2] : ""));
        });
        return lines.stream().filter(line -> line.kind().equals(kind)).toList();
    }

    List<Line> read(String kind, String task) {
        return read(kind).stream().filter(line -> line.task().equals(task)).toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
