package dev.longshore.worker.ledger;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.Timings;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.worker.step.CommittedMedia;
import dev.longshore.worker.step.Failure;
import dev.longshore.worker.step.PlanSummary;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the records that publishers read. */
final class Outcomes {
    private Outcomes() {}

    static UploadResult result(Draft draft, PlanSummary plan, CommittedMedia media) {
        return new UploadResult(
                draft.job.jobId(),
                media.fileId(),
                media.mediaUrl(),
                media.coverUrl(),
                media.requestId(),
                plan.mediaBytes(),
                media.crc64(),
                draft.run,
                draft.tries.attempt(),
                draft.bytesSent,
                Math.max(0, draft.bytesSent - plan.bytes()),
                false,
                draft.origin.submittedAt(),
                draft.now,
                timings(draft),
                draft.job.sourceContext(),
                draft.job.sessionContext());
    }

    static UploadError error(Draft draft, Failure failure) {
        return new UploadError(
                draft.job.jobId(),
                failure.code(),
                failure.category(),
                ErrorCode.known(failure.code()).map(ErrorCode::retryable).orElse(failure.remedy() != Failure.Remedy.GIVE_UP),
                failure.message(),
                ErrorCode.known(failure.code()).map(ErrorCode::hint).orElse("See serviceCode and serviceMessage."),
                failure.field(),
                failure.serviceCode(),
                failure.serviceMessage(),
                failure.requestId(),
                draft.run,
                draft.tries.attempt(),
                draft.now,
                null,
                draft.job.sourceContext(),
                draft.job.sessionContext());
    }

    static UploadError conflict(UploadJob refused, UploadJob known, Instant now) {
        String field = firstDifference(refused, known);
        return new UploadError(
                refused.jobId(),
                ErrorCode.CONFLICT.code(),
                ErrorCode.CONFLICT.category(),
                ErrorCode.CONFLICT.retryable(),
                "A job with this jobId and other content is known; they differ in \"" + field + "\". The first one is left alone.",
                ErrorCode.CONFLICT.hint(),
                field,
                null,
                null,
                null,
                0,
                0,
                now,
                null,
                refused.sourceContext(),
                refused.sessionContext());
    }

    private static String firstDifference(UploadJob one, UploadJob other) {
        try {
            for (RecordComponent field : UploadJob.class.getRecordComponents()) {
                @Nullable Object a = field.getAccessor().invoke(one);
                @Nullable Object b = field.getAccessor().invoke(other);
                if (a == null ? b != null : !a.equals(b)) {
                    return field.getName();
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessors can be called", e);
        }
        throw new IllegalStateException("two jobs said to differ are equal");
    }

    private static Timings timings(Draft draft) {
        Moments moments = draft.moments;
        Instant started = moments.startedAt() == null ? moments.admittedAt() : moments.startedAt();
        Instant closing = moments.closingAt() == null ? draft.now : moments.closingAt();
        return new Timings(
                millis(moments.admittedAt(), started),
                millis(started, closing),
                millis(closing, draft.now),
                millis(draft.origin.submittedAt(), draft.now));
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
