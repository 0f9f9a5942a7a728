package dev.longshore.bench;

import dev.longshore.bench.measure.Spread;
import dev.longshore.bench.peer.ProcessFigures;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.sandbox.broker.KafkaCluster;
import dev.longshore.sandbox.broker.KafkaClusterSettings;
import dev.longshore.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore bench publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "The client library publishes jobs to a broker of its own, all of a round at once, until the last is acknowledged.",
            "Jobs per CPU second are what one core would carry. The first round begins with a cold JVM and doesn't count in the median."
        })
final class PublishCommand implements Callable<Integer> {
    private static final int PARTITIONS = 6;

    @Option(names = "--jobs", defaultValue = "200000", description = "Jobs a round.")
    private int jobs;

    @Option(names = "--rounds", defaultValue = "6", description = "Rounds, at least 2.")
    private int rounds;

    @Override
    public Integer call() throws Exception {
        List<Double> perSecond = new ArrayList<>();
        List<Double> perCpuSecond = new ArrayList<>();
        try (KafkaCluster kafka = KafkaCluster.start(KafkaClusterSettings.ofNodes(1).withJvmOptions(KafkaClusterSettings.FULL_SPEED))) {
            createTopics(kafka.bootstrapServers());
            try (UploadClient client = UploadClient.open(Settings.of(kafka.bootstrapServers()))) {
                client.reach();
                for (int round = 0; round < Math.max(2, rounds); round++) {
                    double cpu = ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds();
                    long begun = System.nanoTime();
                    publish(client, round);
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    double cpuSeconds = ProcessFigures.of(ProcessHandle.current().pid()).cpuSeconds() - cpu;
                    System.out.printf(Locale.ROOT, "round %d: %d jobs in %.2f s and %.2f CPU s: %,.0f jobs/s, %,.0f per CPU second%n",
                            round + 1, jobs, seconds, cpuSeconds, jobs / seconds, jobs / cpuSeconds);
                    perSecond.add(jobs / seconds);
                    perCpuSecond.add(jobs / cpuSeconds);
                }
            }
        }
        System.out.printf(Locale.ROOT, "median of rounds 2 to %d: %,.0f jobs/s, %,.0f per CPU second%n",
                perSecond.size(), medianOfWarm(perSecond), medianOfWarm(perCpuSecond));
        return 0;
    }

    private void publish(UploadClient client, int round) {
        List<CompletableFuture<Submitted>> acknowledgements = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
            acknowledgements.add(client.publish(job(round, i)));
        }
        CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
    }

    private static UploadJob job(int round, int i) {
        return UploadJob.builder("film-" + round + "-" + i, "/mnt/media/films/2026/11/film-" + i + ".mp4")
                .mediaName("Film number " + i)
                .sourceContext("ingest-7")
                .procedure("LongVideoPreset")
                .build();
    }

    /** Those that a client asks for; no worker is there to make them. */
    private static void createTopics(String bootstrapServers) throws ExecutionException, InterruptedException {
        Topics topics = new Topics();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(Stream.of(topics.jobs(), topics.results(), topics.errors(), topics.status())
                    .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                    .toList()).all().get();
        }
    }

    private static double medianOfWarm(List<Double> figures) {
        return Spread.of(figures.subList(1, figures.size()), Double::doubleValue).median();
    }
}
