package dev.longshore.sandbox.experiment;

import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a handover costs: prints figures, asserts nothing. Run its main method on a quiet machine. */
public final class HandoverBenchmark {
    private static final long LOCK_MS = 30_000;
    private static final int SPARSE = 200;
    private static final int BACKLOG = 2_000;
    private static final int ROUNDS = 30;
    private static final int IDLE_POLLS = 10;
    private static final Duration HOSTAGE_LIMIT = Duration.ofSeconds(4);

    private enum Accept {
        SYNC,
        ASYNC
    }

    private final ShareSetup setup;
    private final KafkaProducer<String, String> producer;
    private final AtomicInteger failedAccepts = new AtomicInteger();

    private HandoverBenchmark(ShareSetup setup) {
        this.setup = setup;
        this.producer = new KafkaProducer<>(setup.producer(), new StringSerializer(), new StringSerializer());
    }

    /** Runs all measurements on a node of its own. */
    public static void main(String[] args) throws Exception {
        KafkaClusterSettings settings = KafkaClusterSettings.oneNode().withJvmOptions(KafkaClusterSettings.FULL_SPEED);
        try (KafkaCluster cluster = KafkaCluster.start(settings)) {
            String bootstrap = cluster.bootstrapServers();
            fresh(bootstrap, "warm-up").backlog(1, Accept.SYNC, false);
            fresh(bootstrap, "sparse").sparse();
            for (int records : List.of(1, 10, 50)) {
                for (Accept accept : Accept.values()) {
                    fresh(bootstrap, "backlog-" + records + accept).backlog(records, accept, true);
                }
            }
            fresh(bootstrap, "waiting").hostages(false);
            fresh(bootstrap, "idle").hostages(true);
            fresh(bootstrap, "lost-broker").lostBroker(cluster);
        }
    }

    private static HandoverBenchmark fresh(String bootstrap, String run) throws Exception {
        ShareSetup setup = new ShareSetup(bootstrap, run);
        setup.create(LOCK_MS);
        return new HandoverBenchmark(setup);
    }

    /** One task now and then: from send to acquired, and on to started and accepted. */
    private void sparse() throws Exception {
        List<Long> acquired = new ArrayList<>();
        List<Long> handedOver = new ArrayList<>();
        try (var consumer = consumer(1)) {
            awaitAssignment(consumer);
            for (int i = 0; i < SPARSE; i++) {
                long sent = System.nanoTime();
                producer.send(new ProducerRecord<>(setup.tasks(), "task"));
                ConsumerRecords<String, String> taken = next(consumer);
                acquired.add(System.nanoTime() - sent);
                handOver(consumer, taken, Accept.SYNC);
                handedOver.add(System.nanoTime() - sent);
            }
        }
        print("sparse: send to acquired", acquired);
        print("sparse: send to accepted", handedOver);
    }

    /** A long queue, one consumer: tasks a second, and the time of a cycle. */
    private void backlog(int records, Accept accept, boolean show) throws Exception {
        try (var consumer = consumer(records)) {
            awaitAssignment(consumer);
            publish(BACKLOG);
            List<Long> cycles = new ArrayList<>();
            long begin = System.nanoTime();
            for (int done = 0; done < BACKLOG;) {
                long cycle = System.nanoTime();
                ConsumerRecords<String, String> taken = next(consumer);
                handOver(consumer, taken, accept);
                cycles.add(System.nanoTime() - cycle);
                done += taken.count();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (show) {
                print(String.format("backlog: max.poll.records %d, %s, cycle", records, accept), cycles);
                System.out.printf("    %.0f tasks/s, %d failed accepts%n", BACKLOG / seconds, failedAccepts.get());
            }
        }
    }

    /** How often a client that stopped polling, its slots full, holds back a task that it never showed. */
    private void hostages(boolean idleBefore) throws Exception {
        int held = 0;
        for (int round = 0; round < ROUNDS; round++) {
            HandoverBenchmark fresh = fresh(setup.bootstrap(), setup.run() + "-" + round);
            held += fresh.holdsOneBack(idleBefore) ? 1 : 0;
        }
        System.out.printf(
                "a full worker that had %s held back a task: %d of %d times%n",
                idleBefore ? "waited for its last task" : "found its last task waiting", held, ROUNDS);
    }

    private boolean holdsOneBack(boolean idleBefore) throws Exception {
        try (var full = consumer(1);
                var free = consumer(1)) {
            awaitAssignment(full);
            if (idleBefore) {
                for (int i = 0; i < IDLE_POLLS; i++) {
                    full.poll(ShareWorker.POLL);
                }
            }
            producer.send(new ProducerRecord<>(setup.tasks(), "last slot"));
            handOver(full, next(full), Accept.SYNC);
            publish(1);
            long limit = System.nanoTime() + HOSTAGE_LIMIT.toNanos();
            while (System.nanoTime() < limit) {
                ConsumerRecords<String, String> second = free.poll(ShareWorker.POLL);
                if (!second.isEmpty()) {
                    handOver(free, second, Accept.SYNC);
                    return false;
                }
            }
            return true;
        } finally {
            producer.close();
        }
    }

    /** The broker dies between a task's acquisition and its accept: what the worker is told, and when the task comes again. */
    private void lostBroker(KafkaCluster cluster) throws Exception {
        try (var holder = consumer(1);
                var other = consumer(1)) {
            awaitAssignment(holder);
            publish(1);
            ConsumerRecords<String, String> taken = next(holder);
            cluster.node(1).kill();
            taken.forEach(found -> holder.acknowledge(found, AcknowledgeType.ACCEPT));
            long begin = System.nanoTime();
            System.out.printf("accept to a dead broker: %s after %d ms%n", accept(holder), millisSince(begin));
            cluster.node(1).restart();
            long restarted = System.nanoTime();
            ConsumerRecords<String, String> again = next(other);
            System.out.printf(
                    "the task came again %d ms after the restart, delivery %s%n",
                    millisSince(restarted), again.iterator().next().deliveryCount());
            handOver(other, again, Accept.SYNC);
        }
    }

    private static String accept(KafkaShareConsumer<String, String> holder) {
        try {
            return "answer " + holder.commitSync(Duration.ofSeconds(5)).values();
        } catch (KafkaException e) {
            return "thrown " + e.getClass().getSimpleName();
        }
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    private void handOver(KafkaShareConsumer<String, String> consumer, ConsumerRecords<String, String> taken, Accept accept)
            throws Exception {
        List<Future<?>> started = new ArrayList<>();
        for (ConsumerRecord<String, String> found : taken) {
            started.add(producer.send(new ProducerRecord<>(setup.journal(), ShareSetup.STARTED, found.value())));
        }
        for (Future<?> written : started) {
            written.get();
        }
        taken.forEach(found -> consumer.acknowledge(found, AcknowledgeType.ACCEPT));
        if (accept == Accept.SYNC) {
            consumer.commitSync().values().forEach(failure -> failure.ifPresent(e -> failedAccepts.incrementAndGet()));
        } else {
            consumer.commitAsync();
        }
    }

    private KafkaShareConsumer<String, String> consumer(int records) {
        Properties config = ShareWorker.consumerConfig(setup, records);
        var consumer = new KafkaShareConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        consumer.setAcknowledgementCommitCallback((offsets, failure) -> {
            if (failure != null) {
                failedAccepts.incrementAndGet();
            }
        });
        consumer.subscribe(List.of(setup.tasks()));
        return consumer;
    }

    private void awaitAssignment(KafkaShareConsumer<String, String> consumer) throws Exception {
        producer.send(new ProducerRecord<>(setup.tasks(), "first")).get();
        handOver(consumer, next(consumer), Accept.SYNC);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }

    private ConsumerRecords<String, String> next(KafkaShareConsumer<String, String> consumer) {
        ConsumerRecords<String, String> found = consumer.poll(ShareWorker.POLL);
        while (found.isEmpty()) {
            found = consumer.poll(ShareWorker.POLL);
        }
        return found;
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            producer.send(new ProducerRecord<>(setup.tasks(), "task-" + i));
        }
        producer.flush();
    }

    private static void print(String what, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        double[] ms = Arrays.stream(new double[] {0.5, 0.95, 0.99})
                .map(share -> sorted[(int) (share * (sorted.length - 1))] / 1e6)
                .toArray();
        System.out.printf("%s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms (%d)%n", what, ms[0], ms[1], ms[2], sorted.length);
    }
}
