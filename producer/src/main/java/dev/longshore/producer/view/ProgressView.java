package dev.longshore.producer.view;

import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Progress of many jobs. On a live terminal: bars at the bottom, redrawn by {@link #draw()}, and a lasting line for each job that ended; elsewhere a line
 * per change of state and per tenth of a job. Thread-safe: feed it from the follower's thread and draw from another.
 *
 * <p>Remembers jobs under way and the newest {@value #MAX_ENDED} that ended, so that a straggling status doesn't bring one back.
 */
public final class ProgressView implements AutoCloseable {
    private static final int MAX_ENDED = 10_000;
    private static final int MAX_BARS = 16;

    private final Terminal terminal;
    private final InstantSource clock;
    private final Instant began;
    private final Frame frame = new Frame();
    private final PlainLines plain = new PlainLines();
    private final Map<String, JobProgress> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> endedRuns = new LinkedHashMap<>();
    private final Set<String> expected = new HashSet<>();
    private final List<String> lasting = new ArrayList<>();
    private int succeeded;
    private int failed;
    private boolean drawn;
    private boolean closed;

    public ProgressView(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Counts the jobs in before anything is heard of them. */
    public synchronized void expect(Collection<String> jobIds) {
        expected.addAll(jobIds);
    }

    public synchronized void hear(JobStatus status) {
        int endedRun = endedRuns.getOrDefault(status.jobId(), -1);
        JobProgress job = jobs.get(status.jobId());
        if (closed || status.run() <= endedRun || (job == null && status.state().terminal())) {
            return;
        }
        if (job == null) {
            job = new JobProgress(status.jobId());
            jobs.put(status.jobId(), job);
        }
        job.hear(status, clock.instant());
        if (!terminal.live()) {
            plain.changed(job, clock.instant()).ifPresent(line -> terminal.write(line + "\n"));
        }
    }

    public synchronized void hear(UploadResult result) {
        succeeded++;
        String repeat = result.repeat() ? ", known from before" : "";
        end(result.jobId(), result.run(), "%s %s  %s in %s s  %s%s".formatted(
                mark("✓", "ok"), Words.clean(result.jobId()), Words.bytes(result.size()), Words.seconds(result.timings().totalMillis()),
                Words.clean(result.fileId()), repeat));
    }

    public synchronized void hear(UploadError error) {
        failed++;
        String name = error.jobId() == null ? "(no jobId)" : error.jobId();
        end(error.jobId(), error.run(),
                "%s %s  %s: %s".formatted(mark("✗", "failed"), Words.clean(name), Words.clean(error.code()), Words.clean(error.message())));
    }

    /** A lasting line among the others. */
    public synchronized void note(String line) {
        last(Words.clean(line));
    }

    /** Draws the bars; nothing to do where lines can't be drawn over. Call it a few times a second. */
    public synchronized void draw() {
        if (!terminal.live() || closed) {
            return;
        }
        terminal.write(frame.paint(lasting, liveLines()));
        lasting.clear();
        drawn = true;
    }

    /** Removes the bars and keeps the lasting lines. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        if (terminal.live() && (drawn || !lasting.isEmpty())) {
            terminal.write(frame.paint(lasting, List.of()) + frame.end());
        }
        closed = true;
    }

    private void end(@Nullable String jobId, int run, String line) {
        if (jobId != null) {
            if (run > 0) {
                jobs.remove(jobId);
                endedRuns.remove(jobId);
                endedRuns.put(jobId, run);
            }
            expected.remove(jobId);
            if (endedRuns.size() > MAX_ENDED) {
                endedRuns.remove(endedRuns.keySet().iterator().next());
            }
        }
        last(line);
    }

    private void last(String line) {
        if (terminal.live()) {
            lasting.add(line);
        } else {
            terminal.write(line + "\n");
        }
    }

    private List<String> liveLines() {
        Instant now = clock.instant();
        int bars = Math.clamp(terminal.rows() - 3, 1, MAX_BARS);
        BarLine painter = new BarLine(terminal.columns(), terminal.unicode());
        List<JobProgress> shown = jobs.values().stream().limit(bars).toList();
        int idWidth = shown.stream().mapToInt(job -> job.jobId().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        shown.forEach(job -> lines.add(painter.of(job, idWidth, now)));
        lines.add(summary(jobs.size() - shown.size(), now));
        return lines;
    }

    private String summary(int hidden, Instant now) {
        expected.removeAll(jobs.keySet());
        StringBuilder line = new StringBuilder().append(succeeded).append(" done");
        append(line, failed, "failed");
        append(line, jobs.size(), "under way");
        append(line, expected.size(), "to come");
        append(line, hidden, "not shown");
        double rate = jobs.values().stream().mapToDouble(job -> job.bytesPerSecond(now)).sum();
        line.append(", ").append(Words.bytes(rate)).append("/s, ").append(BarLine.elapsed(began, now));
        return line.length() < terminal.columns() ? line.toString() : line.substring(0, Math.max(0, terminal.columns() - 1));
    }

    private static void append(StringBuilder line, int count, String word) {
        if (count > 0) {
            line.append(", ").append(count).append(' ').append(word);
        }
    }

    private String mark(String unicode, String ascii) {
        return terminal.unicode() ? unicode : ascii;
    }
}
