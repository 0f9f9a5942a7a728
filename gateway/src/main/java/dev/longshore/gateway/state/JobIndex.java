package dev.longshore.gateway.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The published jobs by id, and which of them no worker has told anything about. Thread-safe; holds so many at most, the oldest goes first.
 *
 * <p>Of several records with one jobId the oldest counts, as in the ledger.
 */
final class JobIndex {
    /** A job that is older and unheard of is taken for one that was forgotten, since its state may be gone from the topics. */
    static final Duration UNHEARD_FOR = Duration.ofDays(1);

    private final int most;
    private final InstantSource clock;
    private final Map<String, Published> jobs = new LinkedHashMap<>();
    private final Map<String, Published> unheard = new LinkedHashMap<>();

    JobIndex(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** @param heardOf whether workers have told anything about the job already */
    synchronized void add(Published job, boolean heardOf) {
        Published known = jobs.get(job.jobId());
        if (known != null && !job.publishedAt().isBefore(known.publishedAt()) && isFresh(known)) {
            return;
        }
        jobs.remove(job.jobId());
        jobs.put(job.jobId(), job);
        unheard.remove(job.jobId());
        if (!heardOf && isFresh(job)) {
            unheard.put(job.jobId(), job);
        }
        if (jobs.size() > most) {
            Iterator<String> oldest = jobs.keySet().iterator();
            unheard.remove(oldest.next());
            oldest.remove();
        }
    }

    synchronized void heardOf(String jobId) {
        unheard.remove(jobId);
    }

    synchronized void forget(String jobId) {
        jobs.remove(jobId);
        unheard.remove(jobId);
    }

    synchronized Optional<Published> find(String jobId) {
        return Optional.ofNullable(jobs.get(jobId));
    }

    synchronized boolean isUnheard(String jobId) {
        Published job = unheard.get(jobId);
        return job != null && isFresh(job);
    }

    /** Those of which no worker has told anything. */
    List<Published> unheard() {
        List<Published> all;
        synchronized (this) {
            all = List.copyOf(unheard.values());
        }
        return all.stream().filter(this::isFresh).toList();
    }

    synchronized int size() {
        return jobs.size();
    }

    private boolean isFresh(@Nullable Published job) {
        Instant oldest = clock.instant().minus(UNHEARD_FOR);
        return job != null && job.publishedAt().isAfter(oldest);
    }
}
