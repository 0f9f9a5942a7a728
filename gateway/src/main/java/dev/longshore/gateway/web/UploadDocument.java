package dev.longshore.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longshore.gateway.state.Published;
import dev.longshore.gateway.state.Upload;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An upload as the API tells it. Fields may come: readers let pass what they don't know. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UploadDocument(
        String id,
        String state,
        boolean ended,
        @Nullable String mediaFilePath,
        @Nullable String mediaName,
        int run,
        int attempt,
        long bytesTotal,
        long bytesDone,
        int unitsTotal,
        int unitsDone,
        @Nullable String worker,
        @Nullable String errorCode,
        @Nullable Instant submittedAt,
        Instant updatedAt,
        @Nullable UploadResult result,
        @Nullable UploadError error) {

    static UploadDocument of(Upload upload) {
        Published job = upload.job();
        JobStatus status = upload.status();
        UploadError error = upload.error();
        return new UploadDocument(
                upload.jobId(),
                upload.state(),
                upload.ended(),
                job == null ? null : job.mediaFilePath(),
                job == null ? null : job.mediaName(),
                status == null ? 0 : status.run(),
                status == null ? 0 : status.attempt(),
                status == null ? 0 : status.bytesTotal(),
                status == null ? 0 : status.bytesDone(),
                status == null ? 0 : status.unitsTotal(),
                status == null ? 0 : status.unitsDone(),
                status == null ? null : status.worker(),
                status != null ? status.errorCode() : error == null ? null : error.code(),
                job == null ? null : job.publishedAt(),
                upload.heardAt(),
                upload.result(),
                error == null ? null : withoutRecord(error));
    }

    /** The refused record is its publisher's, and may be long. */
    private static UploadError withoutRecord(UploadError e) {
        return new UploadError(
                e.jobId(), e.code(), e.category(), e.retryable(), e.message(), e.hint(), e.field(), e.serviceCode(), e.serviceMessage(),
                e.requestId(),
                e.run(), e.attempts(), e.failedAt(), null, e.sourceContext(), e.sessionContext());
    }
}
