package dev.longshore.producer.view;

import dev.longshore.outcome.JobStatus;
import dev.longshore.producer.client.JobStore.JobView;
import java.util.List;
import java.util.Locale;

/** Where jobs stand, one a line. */
public final class StateTable {
    private StateTable() {}

    /** The lines, without line ends; empty if there is nothing to tell. */
    public static List<String> lines(List<JobView> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        Columns table = new Columns("<JOB", "<STATE", ">DONE", ">BYTES", ">RUN", ">TRY", "<UPDATED", "<CODE OR FILE ID");
        jobs.forEach(job -> row(table, job));
        return table.lines();
    }

    private static void row(Columns table, JobView job) {
        JobStatus status = job.status();
        String state = job.state().name().toLowerCase(Locale.ROOT);
        if (status == null) {
            String code = job.error() == null ? "" : job.error().code();
            table.row(job.jobId(), state, "", "", "", "", job.error() == null ? "" : job.error().failedAt().toString(), code);
            return;
        }
        boolean measured = status.bytesTotal() > 0;
        String last = status.fileId() != null ? status.fileId() : status.errorCode() != null ? status.errorCode() : "";
        table.row(
                job.jobId(), state, measured ? 100 * status.bytesDone() / status.bytesTotal() + "%" : "",
                measured ? Words.bytes(status.bytesTotal()) : "", "" + status.run(), "" + status.attempt(), status.updatedAt().toString(),
                last);
    }
}
