package dev.longshore.sandbox.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A worker reduced to the handover: takes a task when a slot is free, says so durably, accepts it, and only then works on it, in a slot.
 *
 * <p>Its own clock decides whether an accept came in time: the broker answers an accept that came too late with success when everything before the record,
 * and the record itself, is finished.
 */
public final class ShareWorker {
    /** A record and the earliest instant at which it may have been acquired. */
    private record Taken(ConsumerRecord<String, String> task, long oldestNanos) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - oldestNanos);
        }
    }

    static final String SUCCESS = "success";
    static final Duration POLL = Duration.ofMillis(20);

    private final ShareSetup setup;
    private final String name;
    private final Semaphore slots;
    private final boolean doomed;
    private long lastPollEnd = System.nanoTime();
    private final KafkaShareConsumer<String, String> consumer;
    private final KafkaProducer<String, String> journal;
    private final ScheduledExecutorService work = Executors.newScheduledThreadPool(1);

    private ShareWorker(ShareSetup setup, String name, int slots, boolean doomed) {
        this.setup = setup;
        this.name = name;
        this.slots = new Semaphore(slots);
        this.doomed = doomed;
        this.consumer = new KafkaShareConsumer<>(
                consumerConfig(setup, 1), new StringDeserializer(), new StringDeserializer());
        this.journal = new KafkaProducer<>(
                setup.producer(), new StringSerializer(), new StringSerializer());
    }

    /**
     * Runs until it is killed.
     *
     * @param args bootstrap servers, run, name, number of slots, and {@code doomed} for a worker that dies where a task tells it to
     */
    public static void main(String[] args) throws Exception {
        new ShareWorker(new ShareSetup(args[0], args[1]), args[2], Integer.parseInt(args[3]), args.length > 4).run();
    }

    static Properties consumerConfig(ShareSetup setup, int records) {
        Properties config = new Properties();
        config.put("bootstrap.servers", setup.bootstrap());
        config.put("group.id", setup.group());
        config.put("share.acknowledgement.mode", "explicit");
        config.put("share.acquire.mode", "record_limit");
        config.put("max.poll.records", records);
        return config;
    }

    private void run() throws Exception {
        consumer.subscribe(List.of(setup.tasks()));
        System.out.println("ready");
        while (true) {
            slots.acquire();
            Optional<Taken> taken = take();
            if (taken.isEmpty() || !begin(taken.get())) {
                slots.release();
            }
        }
    }

    private Optional<Taken> take() {
        // The client may have fetched a record at any time since the last poll ended.
        long oldest = lastPollEnd;
        var found = consumer.poll(POLL).iterator();
        lastPollEnd = System.nanoTime();
        return found.hasNext() ? Optional.of(new Taken(found.next(), oldest)) : Optional.empty();
    }

    private boolean begin(Taken taken) throws Exception {
        if (taken.age().compareTo(lock().dividedBy(2)) > 0) {
            consumer.acknowledge(taken.task(), AcknowledgeType.RELEASE);
            consumer.commitSync();
            return false;
        }
        TestTask task = TestTask.parse(taken.task().value());
        write(ShareSetup.STARTED, task.id() + " " + name + " " + taken.task().deliveryCount().orElseThrow());
        if (task.trick() == TestTask.Trick.DIE_BEFORE_ACCEPT && doomed) {
            Runtime.getRuntime().halt(9);
        }
        if (task.trick() == TestTask.Trick.STALL_BEFORE_ACCEPT && doomed) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(task.workMs()));
        }
        consumer.acknowledge(taken.task(), AcknowledgeType.ACCEPT);
        String said = accept();
        if (taken.age().compareTo(lock()) > 0) {
            write(ShareSetup.EXPIRED, task.id() + " " + name + " " + said);
            return false;
        }
        if (!said.equals(SUCCESS)) {
            write(ShareSetup.REFUSED, task.id() + " " + name + " " + said);
            return false;
        }
        write(ShareSetup.ACCEPTED, task.id() + " " + name);
        work.schedule(() -> end(task), task.workMs(), TimeUnit.MILLISECONDS);
        return true;
    }

    /** No answer at all is what a client gives whose connection was lost in between: that is no success. */
    private String accept() {
        Map<TopicIdPartition, Optional<KafkaException>> answers = consumer.commitSync();
        return answers.values()
                .stream()
                .findFirst()
                .map(failure -> failure.map(exception -> exception.getClass().getSimpleName()).orElse(SUCCESS))
                .orElse("nothing");
    }

    private Duration lock() {
        return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElseThrow());
    }

    private void end(TestTask task) {
        journal.send(line(ShareSetup.DONE, task.id() + " " + name));
        slots.release();
    }

    private void write(String kind, String text) throws Exception {
        journal.send(line(kind, text)).get();
    }

    private ProducerRecord<String, String> line(String kind, String text) {
        return new ProducerRecord<>(setup.journal(), kind, text);
    }
}
