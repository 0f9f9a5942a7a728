package dev.longshore.producer.view;

import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.util.ArrayList;
import java.util.List;

/** How jobs ended, as a table of results and one of errors. URLs and messages come last and are never cut. */
public final class OutcomeTable {
    /** The most rows that each of the two tables shows. */
    public static final int MAX_ROWS = 100;

    private OutcomeTable() {}

    /** The lines, without line ends; empty if there is nothing to tell. */
    public static List<String> lines(List<UploadResult> results, List<UploadError> errors) {
        List<String> lines = new ArrayList<>(resultLines(results));
        if (!results.isEmpty() && !errors.isEmpty()) {
            lines.add("");
        }
        lines.addAll(errorLines(errors));
        return lines;
    }

    /** Every error with its time; the message ends in what to do. */
    public static List<String> errors(List<UploadError> errors) {
        if (errors.isEmpty()) {
            return List.of();
        }
        Columns table = new Columns("<FAILED AT", "<JOB", "<CODE", ">RUN", "<MESSAGE");
        errors.forEach(error -> table.row(error.failedAt().toString(), name(error), error.code(), "" + error.run(), error.message()));
        return table.lines();
    }

    private static String name(UploadError error) {
        return error.jobId() == null ? "(none)" : error.jobId();
    }

    private static List<String> resultLines(List<UploadResult> results) {
        if (results.isEmpty()) {
            return List.of();
        }
        Columns table = new Columns("<JOB", "<FILE ID", ">SIZE", ">ATTEMPTS", ">SECONDS", "<URL");
        for (UploadResult result : shown(results)) {
            table.row(
                    result.jobId(), result.fileId(), Words.bytes(result.size()), "" + result.attempts(),
                    Words.seconds(result.timings().totalMillis()), result.mediaUrl());
        }
        List<String> lines = new ArrayList<>(table.lines());
        addRest(lines, results.size());
        return lines;
    }

    private static List<String> errorLines(List<UploadError> errors) {
        if (errors.isEmpty()) {
            return List.of();
        }
        Columns table = new Columns("<JOB", "<CODE", ">ATTEMPTS", "<MESSAGE");
        for (UploadError error : shown(errors)) {
            table.row(name(error), error.code(), "" + error.attempts(), error.message());
        }
        List<String> lines = new ArrayList<>();
        List<String> rows = table.lines();
        lines.add(rows.getFirst());
        for (int i = 1; i < rows.size(); i++) {
            lines.add(rows.get(i));
            lines.add("    " + Words.clean(errors.get(i - 1).hint()));
        }
        addRest(lines, errors.size());
        return lines;
    }

    private static <T> List<T> shown(List<T> all) {
        return all.subList(0, Math.min(MAX_ROWS, all.size()));
    }

    private static void addRest(List<String> lines, int all) {
        if (all > MAX_ROWS) {
            lines.add("and " + (all - MAX_ROWS) + " more");
        }
    }
}
