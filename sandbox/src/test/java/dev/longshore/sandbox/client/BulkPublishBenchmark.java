package dev.longshore.sandbox.client;

import com.sun.management.OperatingSystemMXBean;
import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * How many jobs a second the library publishes: prints figures, asserts nothing. Arguments: HOST:PORT of a broker of its own, jobs a round. To give publisher and broker a core
 * each, pin both processes ({@code taskset}).
 */
public final class BulkPublishBenchmark {
    private static final int ROUNDS = 6;

    private BulkPublishBenchmark() {}

    public static void main(String[] args) throws Exception {
        String bootstrapServers = args[0];
        int jobs = Integer.parseInt(args[1]);
        Settings settings = Settings.of(bootstrapServers).withTopicPrefix("bulk-" + System.nanoTime() + ".");
        PretendLedger.createTopics(bootstrapServers, settings.topics());
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (UploadClient client = UploadClient.open(settings)) {
            client.reach();
            for (int round = 0; round < ROUNDS; round++) {
                long cpu = system.getProcessCpuTime();
                long begin = System.nanoTime();
                List<CompletableFuture<Submitted>> acknowledgements = new ArrayList<>(jobs);
                for (int i = 0; i < jobs; i++) {
                    acknowledgements.add(client.publish(job(round, i)));
                }
                CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new)).join();
                double seconds = (System.nanoTime() - begin) / 1e9;
                double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
                System.out.printf(Locale.ROOT,
                        "round %d: %d jobs acknowledged in %.2f s: %.0f jobs/s; %.2f CPU s: %.0f jobs per CPU second%n",
                        round, jobs, seconds, jobs / seconds, cpuSeconds, jobs / cpuSeconds);
            }
        }
    }

    private static UploadJob job(int round, int i) {
        return UploadJob.builder("film-" + round + "-" + i, "/mnt/media/films/2026/11/film-" + i + ".mp4")
                .mediaName("Film number " + i)
                .sourceContext("ingest-7")
                .procedure("LongVideoPreset")
                .build();
    }
}
