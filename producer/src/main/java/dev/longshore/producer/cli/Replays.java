package dev.longshore.producer.cli;

import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.UploadError;
import dev.longshore.producer.client.JobLog;
import dev.longshore.producer.client.JobStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which failed jobs are published again. How often a job was replayed is read off the topics, and needs no memory of its own: {@code run} counts a job's runs, and a record that was
 * refused at the door left an error each time.
 */
final class Replays {
    private final int most;
    private final boolean force;
    private final Map<String, UploadError> newest = new LinkedHashMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();

    Replays(int most, boolean force) {
        this.most = most;
        this.force = force;
    }

    /** What is done about one error. */
    sealed interface Content {}

    /** As it was published. */
    record Original(JobLog.PublishedJob job) implements Content {}

    record Left(String why) implements Content {}

    /** @param replayed how often the job was published again already */
    record Choice(UploadError error, int replayed, boolean tooOften) {
        String name() {
            RejectedRecord record = error.record();
            return error.jobId() != null
                    ? "job " + error.jobId()
                    : record == null ? "a record" : "record " + record.topic() + "-" + record.partition() + "@" + record.offset();
        }

        Content content(Map<String, JobLog.PublishedJob> found) {
            if (tooOften) {
                return new Left("it was published again " + replayed + " times, and failed each time; --force replays it all the same");
            }
            RejectedRecord record = error.record();
            if (record != null) {
                return record.truncated() || record.value() == null
                        ? new Left("its record is too long to be kept whole, or had no value")
                        : new Original(new JobLog.PublishedJob(Base64.getDecoder().decode(record.value()), Map.of(), error.failedAt()));
            }
            JobLog.PublishedJob job = error.jobId() == null ? null : found.get(error.jobId());
            return job == null
                    ? new Left("the jobs' topic no longer holds it; publish it anew")
                    : new Original(job);
        }
    }

    void add(UploadError error, boolean fits) {
        String identity = identity(error);
        if (error.run() == 0) {
            refusals.merge(identity, 1, Integer::sum);
        }
        UploadError known = newest.get(identity);
        if (known != null && known.failedAt().isAfter(error.failedAt())) {
            return;
        }
        newest.remove(identity);
        if (fits) {
            newest.put(identity, error);
        }
    }

    /** Those whose job has not run again since, oldest failure first. */
    List<Choice> choose(JobStore store, int limit) {
        return newest.values()
                .stream()
                .filter(error -> stillFailed(error, store))
                .sorted(Comparator.comparing(UploadError::failedAt))
                .limit(limit)
                .map(error -> {
                    int replayed = (error.run() == 0 ? refusals.getOrDefault(identity(error), 1) : error.run()) - 1;
                    return new Choice(error, replayed, replayed >= most && !force);
                })
                .toList();
    }

    private static boolean stillFailed(UploadError error, JobStore store) {
        if (error.code().equals(ErrorCode.CONFLICT.code())) {
            return false;
        }
        JobStore.JobView job = error.jobId() == null ? null : store.find(error.jobId()).orElse(null);
        if (job == null || job.status() == null) {
            return true;
        }
        return error.run() > 0 && job.state() == JobState.FAILED && job.status().run() <= error.run();
    }

    static Set<String> toLookUp(List<Choice> choices) {
        return choices.stream()
                .filter(choice -> !choice.tooOften() && choice.error().record() == null)
                .map(choice -> choice.error().jobId())
                .filter(jobId -> jobId != null)
                .collect(Collectors.toSet());
    }

    /** A job by its id; a record that was refused by its content, under whichever id. */
    private static String identity(UploadError error) {
        @Nullable RejectedRecord record = error.record();
        return record != null && record.value() != null ? "record " + record.value() : "job " + error.jobId();
    }
}
