package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.outcome.JobState;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.InvalidSubmissionException;
import dev.longshore.producer.client.JobStore;
import dev.longshore.producer.client.Submitted;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.wire.JobCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where {@code submit} puts its jobs: on the topic, with at most so many acknowledgements outstanding, or on the screen. Counts what it did. */
final class Publication {
    /** Jobs whose acknowledgement is outstanding. */
    private static final int MOST_OUTSTANDING = 1000;

    private final Surroundings surroundings;
    private final boolean json;
    private final @Nullable UploadClient client;
    private final @Nullable Follower follower;
    private final @Nullable Watch watch;
    private final JobStore known;
    private final Window window = new Window(MOST_OUTSTANDING, this::tell);
    private int published;
    private int skipped;
    private int refused;

    /**
     * @param client null publishes nothing and prints the jobs instead
     * @param known what is left out because it has succeeded before
     */
    Publication(
            Surroundings surroundings, boolean json, @Nullable UploadClient client, @Nullable Follower follower, @Nullable Watch watch,
            JobStore known) {
        this.surroundings = surroundings;
        this.json = json;
        this.client = client;
        this.follower = follower;
        this.watch = watch;
        this.known = known;
    }

    /** A job that somebody named. */
    void send(UploadJob job) {
        published++;
        if (client == null) {
            show(job);
            return;
        }
        if (follower != null && watch != null) {
            watch.add(job.jobId(), follower.next(job.jobId()));
        }
        window.add(client.publish(job));
    }

    /** A job of a file that was found in a folder: left out if it has succeeded before. */
    void sendUnlessDone(UploadJob job) {
        if (known.find(job.jobId()).map(JobStore.JobView::state).orElse(JobState.UNKNOWN) == JobState.SUCCEEDED) {
            skipped++;
            return;
        }
        List<Violation> violations = UploadClient.violations(job);
        if (violations.isEmpty()) {
            send(job);
        } else {
            refuse(job.mediaFilePath() + ": " + new InvalidSubmissionException(violations).getMessage());
        }
    }

    /** Something that can't become a job. */
    void refuse(String problem) {
        refused++;
        surroundings.err().println("longshore: " + problem);
    }

    /** Waits until everything is acknowledged. */
    void drain() {
        window.drain();
        surroundings.out().flush();
    }

    int published() {
        return published;
    }

    int skipped() {
        return skipped;
    }

    int refused() {
        return refused;
    }

    private void show(UploadJob job) {
        if (json) {
            new JsonLines(surroundings.out()).job(job);
        } else {
            surroundings.out().println(new String(JobCodec.write(job), StandardCharsets.UTF_8));
        }
    }

    private void tell(Submitted submitted) {
        if (json) {
            new JsonLines(surroundings.out()).submitted(submitted);
        } else if (follower == null) {
            surroundings.out()
                    .println(submitted.jobId() + "  " + submitted.topic() + "-" + submitted.partition() + "@" + submitted.offset());
        }
    }
}
