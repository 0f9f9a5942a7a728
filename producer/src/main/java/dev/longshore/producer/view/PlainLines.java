package dev.longshore.producer.view;

import dev.longshore.outcome.JobState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** Decides which changes are worth a line where lines can't be drawn over. */
final class PlainLines {
    private record Told(JobState state, int run, int tenth) {}

    private final Map<JobProgress, Told> told = new WeakHashMap<>();

    Optional<String> changed(JobProgress job, Instant now) {
        Told current = new Told(job.state(), job.run(), job.state() == JobState.UPLOADING ? (int) (job.fraction() * 10) : 0);
        if (current.equals(told.put(job, current))) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder(job.jobId()).append("  ").append(BarLine.state(job.state()));
        if (job.state() == JobState.UPLOADING && job.total() > 0) {
            line.append("  %d%%  %s".formatted((int) (job.fraction() * 100), Words.bytesOf(job.done(), job.total())));
            double rate = job.bytesPerSecond(now);
            if (rate >= 1) {
                line.append("  ").append(Words.bytes(rate)).append("/s");
            }
        }
        if (job.state() == JobState.WAITING && job.errorCode() != null) {
            line.append("  ").append(job.errorCode());
        }
        return Optional.of(Words.clean(line.toString()));
    }
}
