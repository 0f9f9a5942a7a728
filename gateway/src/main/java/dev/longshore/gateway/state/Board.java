package dev.longshore.gateway.state;

import dev.longshore.outcome.JobState;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.JobStore;
import dev.longshore.producer.client.JobStore.JobView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All uploads that are known. Thread-safe. Does no I/O: {@link Reading} feeds it. */
public final class Board {
    /** Heard of last first. */
    public static final Comparator<Upload> ORDER = Comparator.comparing(Upload::heardAt).reversed().thenComparing(Upload::jobId);

    private final JobStore states;
    private final JobIndex jobs;
    private final Watches watches;

    public Board(int mostUploads, Watches watches, InstantSource clock) {
        this.states = new JobStore(mostUploads);
        this.jobs = new JobIndex(mostUploads, clock);
        this.watches = watches;
    }

    /** What workers have told. */
    public void hear(Event event) {
        states.accept(event);
        String jobId = switch (event) {
            case Event.Progressed(var status) -> status.jobId();
            case Event.Ended(var outcome) -> outcome.jobId();
            case Event.Forgotten(var forgotten) -> forgotten;
            case Event.CaughtUp(),Event.Unreadable(_, _, _, _) -> null;
        };
        if (jobId == null) {
            return;
        }
        if (event instanceof Event.Forgotten) {
            jobs.forget(jobId);
        } else {
            jobs.heardOf(jobId);
        }
        watches.tell(jobId);
    }

    /** What publishers have published, this gateway or anybody. */
    public void hear(Published job) {
        jobs.add(job, states.find(job.jobId()).isPresent());
        // Between the look above and the addition workers may have told of it.
        if (states.find(job.jobId()).isPresent()) {
            jobs.heardOf(job.jobId());
        }
        watches.tell(job.jobId());
    }

    public Optional<Upload> find(String jobId) {
        JobView view = states.find(jobId).orElse(null);
        if (view == null && !jobs.isUnheard(jobId)) {
            return Optional.empty();
        }
        return Optional.of(new Upload(jobId, jobs.find(jobId).orElse(null), view));
    }

    /** Waits a while for an upload of which nothing is known yet: another gateway may have published it just now. */
    public Optional<Upload> await(String jobId, Duration patience) throws InterruptedException {
        Optional<Upload> found = find(jobId);
        if (found.isPresent() || patience.isZero()) {
            return found;
        }
        try (Watches.Watch watch = watches.watch(jobId)) {
            found = find(jobId);
            return found.isEmpty() && watch.await(patience) ? find(jobId) : found;
        }
    }

    /** The job that workers know, or will, by this id; empty if none, so that a job of that id would be a new one. */
    public Optional<Upload> current(String jobId) {
        return find(jobId).filter(upload -> upload.view() == null || upload.status() != null);
    }

    /**
     * Uploads in {@link #ORDER}. News is taken in meanwhile, also while {@code wanted} looks.
     *
     * @param limit the most that are returned
     */
    public List<Upload> list(Predicate<Upload> wanted, int limit) {
        Map<String, Upload> found = new HashMap<>();
        jobs.unheard()
                .stream()
                .map(job -> new Upload(job.jobId(), job, null))
                .filter(wanted)
                .forEach(upload -> found.put(upload.jobId(), upload));
        // Workers may have told of some since: these count as told of.
        states.list(view -> wanted.test(upload(view)), limit).forEach(view -> found.put(view.jobId(), upload(view)));
        return found.values().stream().sorted(ORDER).limit(limit).toList();
    }

    private Upload upload(JobView view) {
        @Nullable Published job = jobs.find(view.jobId()).orElse(null);
        return new Upload(view.jobId(), job, view);
    }

    public Map<JobState, Integer> counts() {
        return states.counts();
    }

    public int size() {
        return states.size();
    }
}
