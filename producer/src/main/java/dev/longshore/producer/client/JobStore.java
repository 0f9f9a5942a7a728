package dev.longshore.producer.client;

import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every job, from what a {@link Follower} tells: {@code Follower.start(settings, new Start.Beginning(), store)}. Does no I/O. Thread-safe.
 *
 * <p>Holds at most {@code most} jobs; beyond that those that ended longest ago go first, and then those that were heard of longest ago.
 */
public final class JobStore implements Consumer<Event> {
    /** Some 500 bytes each. */
    public static final int DEFAULT_MOST = 1_000_000;

    private final int most;
    private final Map<String, JobView> running = new LinkedHashMap<>();
    private final Map<String, JobView> ended = new LinkedHashMap<>();

    public JobStore() {
        this(DEFAULT_MOST);
    }

    public JobStore(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A store holds at least one job, not " + most);
        }
        this.most = most;
    }

    /**
     * A job as far as known.
     *
     * @param status its newest state; null for a job refused at the door, and where an outcome was met before its state
     * @param result its success, if that was heard
     * @param error its newest run's failure, or a refusal at the door, if that was heard
     */
    public record JobView(String jobId, @Nullable JobStatus status, @Nullable UploadResult result, @Nullable UploadError error) {
        /** Where it stands; a job of which nothing but the outcome is known stands where that says. */
        public JobState state() {
            if (status != null) {
                return status.state();
            }
            return result != null ? JobState.SUCCEEDED : JobState.FAILED;
        }

        /** When it was heard of last. */
        public Instant heardAt() {
            if (status != null) {
                return status.updatedAt();
            }
            return result != null ? result.completedAt() : error == null ? Instant.EPOCH : error.failedAt();
        }
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.Progressed(var status) -> progressed(status);
            case Event.Ended(Outcome.Succeeded(var result)) -> succeeded(result);
            case Event.Ended(Outcome.Failed(var error)) -> failed(error);
            case Event.Forgotten(var jobId) -> forget(jobId);
            case Event.CaughtUp(),Event.Unreadable(_, _, _, _) -> {}
        }
    }

    private synchronized void progressed(JobStatus status) {
        JobView old = view(status.jobId());
        UploadError error = old == null ? null : old.error();
        boolean overtaken = error != null && error.run() < status.run();
        keep(new JobView(status.jobId(), status, old == null ? null : old.result(), overtaken ? null : error));
    }

    private synchronized void succeeded(UploadResult result) {
        JobView old = view(result.jobId());
        keep(new JobView(result.jobId(), old == null ? null : old.status(), result, null));
    }

    /** A refusal at the door (run 0) under a known job's id is about another record, and no matter of the job's. */
    private synchronized void failed(UploadError error) {
        if (error.jobId() == null) {
            return;
        }
        JobView old = view(error.jobId());
        if (old == null) {
            keep(new JobView(error.jobId(), null, null, error));
        } else if (old.result() == null && (old.status() == null || error.run() >= old.status().run())) {
            keep(new JobView(error.jobId(), old.status(), null, error));
        }
    }

    private synchronized void forget(String jobId) {
        running.remove(jobId);
        ended.remove(jobId);
    }

    private @Nullable JobView view(String jobId) {
        JobView view = running.get(jobId);
        return view == null ? ended.get(jobId) : view;
    }

    private void keep(JobView view) {
        running.remove(view.jobId());
        ended.remove(view.jobId());
        (view.state().terminal() ? ended : running).put(view.jobId(), view);
        if (running.size() + ended.size() > most) {
            Iterator<String> oldest = (ended.isEmpty() ? running : ended).keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    public synchronized Optional<JobView> find(String jobId) {
        return Optional.ofNullable(view(jobId));
    }

    /**
     * Jobs, heard of last first. Events are taken in meanwhile, also while {@code wanted} looks.
     *
     * @param limit the most that are returned
     */
    public List<JobView> list(Predicate<JobView> wanted, int limit) {
        return all().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(JobView::heardAt).reversed().thenComparing(JobView::jobId))
                .limit(limit)
                .toList();
    }

    private synchronized List<JobView> all() {
        List<JobView> all = new ArrayList<>(running.size() + ended.size());
        all.addAll(running.values());
        all.addAll(ended.values());
        return all;
    }

    /** How many jobs stand in each state that any stands in. */
    public Map<JobState, Integer> counts() {
        Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
        all().forEach(view -> counts.merge(view.state(), 1, Integer::sum));
        return counts;
    }

    public synchronized int size() {
        return running.size() + ended.size();
    }
}
