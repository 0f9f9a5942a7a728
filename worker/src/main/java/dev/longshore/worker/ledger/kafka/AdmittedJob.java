package dev.longshore.worker.ledger.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longshore.job.CancelRequest;
import dev.longshore.job.UploadJob;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.worker.ledger.Message;
import dev.longshore.worker.ledger.Origin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A checked job, or the request to cancel one, on its way to the ledger partition of its jobId.
 *
 * @param record the published cancel request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AdmittedJob(@Nullable UploadJob job, Origin origin, @Nullable CancelRequest cancel, @Nullable RejectedRecord record) {
    static AdmittedJob of(UploadJob job, Origin origin) {
        return new AdmittedJob(job, origin, null, null);
    }

    static AdmittedJob of(CancelRequest cancel, Origin origin, RejectedRecord record) {
        return new AdmittedJob(null, origin, cancel, record);
    }

    Message message() {
        return cancel == null
                ? new Message.Submit(Objects.requireNonNull(job), origin)
                : new Message.Cancel(cancel, origin, Objects.requireNonNull(record));
    }
}
