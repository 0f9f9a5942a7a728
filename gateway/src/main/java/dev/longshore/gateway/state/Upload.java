package dev.longshore.gateway.state;

import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.producer.client.JobStore.JobView;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An upload as far as known: its published job, what workers have told of it, or both.
 *
 * @param job null where the topic of jobs holds it no longer
 * @param view null while no worker has told anything
 */
public record Upload(String jobId, @Nullable Published job, @Nullable JobView view) {
    /** The state of a job that Kafka has and no worker has told of; the others are those of {@link JobState}. */
    public static final String SUBMITTED = "submitted";

    public String state() {
        return view == null ? SUBMITTED : view.state().name().toLowerCase(Locale.ROOT);
    }

    /** When it was heard of last. */
    public Instant heardAt() {
        if (view != null) {
            return view.heardAt();
        }
        return job == null ? Instant.EPOCH : job.publishedAt();
    }

    public @Nullable JobStatus status() {
        return view == null ? null : view.status();
    }

    public @Nullable UploadResult result() {
        return view == null ? null : view.result();
    }

    public @Nullable UploadError error() {
        return view == null ? null : view.error();
    }

    /** Whether its run has ended. */
    public boolean ended() {
        return view != null && view.state().terminal();
    }

    /** Whether the record that tells how its run ended was heard as well. */
    public boolean outcomeKnown() {
        return ended() && (result() != null || error() != null);
    }
}
