package dev.longshore.worker.ledger;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.worker.step.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger decides on. */
public sealed interface Message {

    /** A checked job was published. */
    record Submit(UploadJob job, Origin origin) implements Message {}

    /**
     * A job is to be cancelled.
     *
     * @param origin where the request came from
     * @param record the published request, for the error if the job is unknown
     */
    record Cancel(CancelRequest request, Origin origin, RejectedRecord record) implements Message {}

    /**
     * A worker, or the ledger itself, reports.
     *
     * @param writtenAt when the report was written, by the clock of whoever stamps records; absent where that isn't known
     */
    record Reported(Report report, @Nullable Instant writtenAt) implements Message {
        public Reported(Report report) {
            this(report, null);
        }
    }

    /** The job's timer fired. */
    record WakeUp(QueueView queues) implements Message {}

    /** The row of the transition table. */
    default Kind kind() {
        return switch (this) {
            case Submit _ -> Kind.SUBMIT;
            case Cancel _ -> Kind.CANCEL;
            case WakeUp _ -> Kind.WAKE_UP;
            case Reported(Report report, _) ->
                switch (report) {
                    case Report.Started _ -> Kind.STARTED;
                    case Report.Prepared _ -> Kind.PREPARED;
                    case Report.Progress _ -> Kind.PROGRESS;
                    case Report.Done _ -> Kind.DONE;
                    case Report.HandedBack _ -> Kind.HANDED_BACK;
                    case Report.Failed _ -> Kind.FAILED;
                    case Report.Closed _ -> Kind.CLOSED;
                    case Report.Probe _ -> Kind.PROBE;
                };
        };
    }

    /** The kinds of message, in a job's order. */
    enum Kind {
        SUBMIT,
        CANCEL,
        STARTED,
        PREPARED,
        PROGRESS,
        DONE,
        HANDED_BACK,
        FAILED,
        CLOSED,
        PROBE,
        WAKE_UP
    }
}
