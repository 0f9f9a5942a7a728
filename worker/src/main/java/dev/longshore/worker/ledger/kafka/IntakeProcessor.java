package dev.longshore.worker.ledger.kafka;

import dev.longshore.job.CancelRequest;
import dev.longshore.job.JobRequest;
import dev.longshore.job.JobRules;
import dev.longshore.job.UploadJob;
import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.UploadError;
import dev.longshore.wire.ContentType;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.Printable;
import dev.longshore.wire.RequestCodec;
import dev.longshore.worker.ledger.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns public records into checked jobs and cancel requests keyed by jobId, or into errors that keep the record. */
final class IntakeProcessor implements Processor<byte[], byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(IntakeProcessor.class);

    private final Supplier<CommitPacer> pacers;
    private final LedgerObserver observer;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable CommitPacer pacer;

    IntakeProcessor(Supplier<CommitPacer> pacers, LedgerObserver observer) {
        this.observer = observer;
        this.pacers = pacers;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.pacer = pacers.get();
    }

    @Override
    public void process(Record<byte[], byte[]> published) {
        ProcessorContext<String, byte[]> to = Objects.requireNonNull(context);
        long now = to.currentSystemTimeMs();
        Origin origin = new Origin(Instant.ofEpochMilli(published.timestamp()), CarriedHeaders.read(published.headers()));
        try {
            ContentType.check(contentType(published));
            JobRequest request = RequestCodec.read(published.value());
            // The time stamp is this moment's, so that a backlog of old jobs doesn't go before fresh reports.
            to.forward(
                    switch (request) {
                        case UploadJob job -> {
                            requireNear(job, Instant.ofEpochMilli(now));
                            yield new Record<>(job.jobId(), StoreCodec.write(AdmittedJob.of(job, origin)), now);
                        }
                        case CancelRequest cancel -> {
                            RejectedRecord record = rejected(published.value(), to.recordMetadata().orElseThrow());
                            yield new Record<>(cancel.cancel(), StoreCodec.write(AdmittedJob.of(cancel, origin, record)), now);
                        }
                    },
                    Nodes.TO_ADMITTED);
        } catch (InvalidJobException e) {
            UploadError error = refusal(e, published.value(), to.recordMetadata().orElseThrow(), Instant.ofEpochMilli(now));
            observer.refused(error);
            log.info("job.refused jobId={} code={} {}", shown(e.jobId()), error.code(), e.getMessage());
            to.forward(
                    new Record<>(e.jobId(), OutcomeCodec.write(error), now, CarriedHeaders.write(origin.headers())), Nodes.REFUSED);
        }
        Objects.requireNonNull(pacer).processed(to, now, published.timestamp());
    }

    private static void requireNear(UploadJob job, Instant now) throws InvalidJobException {
        List<Violation> violations = JobRules.checkAhead(job, now);
        if (!violations.isEmpty()) {
            throw InvalidJobException.of(violations, job.jobId());
        }
    }

    /** A refused id may be any text. */
    private static @Nullable String shown(@Nullable String jobId) {
        return jobId == null ? null : Printable.shortened(jobId, JobRules.MAX_JOB_ID);
    }

    private static byte @Nullable [] contentType(Record<byte[], byte[]> published) {
        Header header = published.headers().lastHeader(ContentType.HEADER);
        return header == null ? null : header.value();
    }

    private static UploadError refusal(InvalidJobException e, byte @Nullable [] value, RecordMetadata at, Instant now) {
        ErrorCode code = e.code();
        return new UploadError(
                e.jobId(),
                code.code(),
                code.category(),
                code.retryable(),
                Objects.requireNonNull(e.getMessage()),
                code.hint(),
                e.field(),
                null,
                null,
                null,
                0,
                0,
                now,
                rejected(value, at),
                null,
                null);
    }

    static RejectedRecord rejected(byte @Nullable [] value, RecordMetadata at) {
        boolean truncated = value != null && value.length > JobCodec.MAX_BYTES;
        byte[] kept = truncated ? Arrays.copyOf(value, JobCodec.MAX_BYTES) : value;
        return new RejectedRecord(
                at.topic(), at.partition(), at.offset(), kept == null ? null : Base64.getEncoder().encodeToString(kept), truncated);
    }
}
