package dev.longshore.producer.view;

import dev.longshore.outcome.JobState;
import java.time.Duration;
import java.time.Instant;

/** A job as one line that fits the terminal: id, bar, per cent, bytes, rate, time left. What has no room is left out from the bar on. */
final class BarLine {
    private static final int LEAST_BAR = 8;
    private static final int MOST_BAR = 40;
    private static final int MOST_ID = 32;
    private static final int LEAST_ID = 12;

    private final int columns;
    private final boolean unicode;

    BarLine(int columns, boolean unicode) {
        this.columns = columns;
        this.unicode = unicode;
    }

    String of(JobProgress job, int idWidth, Instant now) {
        String figures = figures(job, now);
        int width = Math.clamp(idWidth, 1, Math.clamp(columns / 3, LEAST_ID, MOST_ID));
        String id = pad(Words.shortened(job.jobId(), width), width);
        int bar = Math.min(MOST_BAR, columns - 1 - width - figures.length() - 3);
        String line =
                bar < LEAST_BAR ? id + " " + figures.stripTrailing() : id + " " + bar(job.fraction(), bar) + " " + figures.stripTrailing();
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    private static String figures(JobProgress job, Instant now) {
        String percent = "%3d%%".formatted((int) Math.floor(job.fraction() * 100));
        String bytes = "%17s".formatted(job.total() == 0 ? "" : Words.bytesOf(job.done(), job.total()));
        String pace =
                switch (job.state()) {
                    case UPLOADING ->
                        "%12s %7s".formatted(Words.bytes(job.bytesPerSecond(now)) + "/s", job.left(now).map(Words::clock).orElse("--:--"));
                    case WAITING -> "waits: " + Words.clean(job.errorCode());
                    case SCHEDULED, QUEUED, CLOSING, STOPPING, SUCCEEDED, FAILED, CANCELLED, UNKNOWN -> state(job.state());
                };
        String again = job.attempt() > 1 ? " try " + job.attempt() : "";
        return percent + " " + bytes + " " + "%-20s".formatted(pace) + again;
    }

    static String state(JobState state) {
        return state == JobState.UNKNOWN ? "under way" : state.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String bar(double fraction, int width) {
        int full = (int) (fraction * width);
        return unicode ? "━".repeat(full) + "┄".repeat(width - full) : "#".repeat(full) + ".".repeat(width - full);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String elapsed(Instant since, Instant now) {
        return Words.clock(Duration.between(since, now));
    }
}
