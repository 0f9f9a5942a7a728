package dev.longshore.bench.measure;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.Start;
import dev.longshore.producer.client.UploadClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Jobs that were published at once, and how they ended.
 *
 * @param jobs how many
 * @param seconds from the first one published to the last outcome read
 * @param outcomes by jobId; those that did not end in time are missing
 */
public record Batch(int jobs, double seconds, Map<String, Outcome> outcomes) {

    /** @param limit how long the outcomes are waited for */
    public static Batch carry(Settings client, List<UploadJob> jobs, Duration limit) throws InterruptedException {
        try (UploadClient publisher = UploadClient.open(client);
                Follower follower = Follower.start(client, new Start.End(), _ -> {})) {
            publisher.reach();
            long begun = System.nanoTime();
            jobs.forEach(publisher::submit);
            Map<String, Outcome> outcomes = follower.await(jobs.stream().map(UploadJob::jobId).toList(), limit);
            return new Batch(jobs.size(), (System.nanoTime() - begun) / 1e9, outcomes);
        }
    }

    /** Those that did not succeed, or not in time. */
    public long failed() {
        return jobs - outcomes.values().stream().filter(Outcome::succeeded).count();
    }
}
