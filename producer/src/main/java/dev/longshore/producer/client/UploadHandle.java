package dev.longshore.producer.client;

import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One submitted job: what became of it, and how far it is. Thread-safe. */
public final class UploadHandle {
    private final String jobId;
    private final String correlationId;
    private final Delivery delivery;
    private final Function<@Nullable String, CompletableFuture<Submitted>> canceller;
    private final CompletableFuture<Submitted> accepted = new CompletableFuture<>();
    private final CompletableFuture<UploadResult> result = new CompletableFuture<>();
    private volatile @Nullable JobStatus status;

    UploadHandle(
            String jobId, String correlationId, Delivery delivery, Function<@Nullable String, CompletableFuture<Submitted>> canceller) {
        this.jobId = jobId;
        this.correlationId = correlationId;
        this.delivery = delivery;
        this.canceller = canceller;
    }

    public String jobId() {
        return jobId;
    }

    /** Completes when all in-sync replicas have the job; fails as {@link UploadClient#publish} does. */
    public CompletableFuture<Submitted> accepted() {
        return accepted.copy();
    }

    /**
     * Completes when the media exists. Fails with {@link UploadFailedException} if the job ended without one, with {@link InvalidSubmissionException},
     * {@link BackPressureException} or {@link ClusterException} if it was not published, with {@link UploadTimeoutException} if its outcome did not come in time, and with
     * {@link ClientClosedException} if the client was closed before. Completing or cancelling the returned future changes nothing else; see {@link #cancel}.
     */
    public CompletableFuture<UploadResult> result() {
        return result.copy();
    }

    /** The newest state heard; empty until the first. */
    public Optional<JobStatus> status() {
        return Optional.ofNullable(status);
    }

    /**
     * Tells states from now on, each newer than the last; a slow listener is told the newest only. It is called on a thread of the client's, never by two at once for one job, and
     * always before the {@link #result()}.
     */
    public UploadHandle onProgress(Consumer<JobStatus> listener) {
        delivery.add(listener);
        return this;
    }

    /**
     * Asks for the job's end; whether it came before the media existed is told by {@link #result()}.
     *
     * @return completes when Kafka has the request; fails with {@link ClusterException}
     */
    public CompletableFuture<Submitted> cancel(@Nullable String reason) {
        return canceller.apply(reason);
    }

    void accepted(Submitted submitted) {
        accepted.complete(submitted);
    }

    void notAccepted(Throwable why) {
        accepted.completeExceptionally(why);
        result.completeExceptionally(why);
    }

    void progressed(JobStatus newer) {
        status = newer;
        delivery.progressed(newer);
    }

    /** Whether the outcome is this submission's: one of an older run isn't, nor is the refusal of somebody else's record under the same id. */
    boolean concerns(Outcome outcome, @Nullable String correlation) {
        if (outcome.run() == 0) {
            return correlationId.equals(correlation);
        }
        JobStatus known = status;
        return known == null || outcome.run() >= known.run();
    }

    void ended(Outcome outcome) {
        delivery.ended(() -> {
            switch (outcome) {
                case Outcome.Succeeded(var found) -> result.complete(found);
                case Outcome.Failed(UploadError error) -> result.completeExceptionally(new UploadFailedException(error));
            }
        });
    }

    void gaveUp(RuntimeException why) {
        accepted.completeExceptionally(why);
        delivery.ended(() -> result.completeExceptionally(why));
    }
}
