package dev.longshore.worker.ledger.kafka;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.RejectedRecord;
import dev.longshore.outcome.UploadError;
import dev.longshore.wire.ContentType;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.worker.ledger.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns public records into checked jobs keyed by jobId, or into errors that keep the record. */
final class IntakeProcessor implements Processor<byte[], byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(IntakeProcessor.class);

    private final Duration commitPause;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable CommitPacer pacer;

    IntakeProcessor(Duration commitPause) {
        this.commitPause = commitPause;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.pacer = new CommitPacer(context, commitPause);
    }

    @Override
    public void process(Record<byte[], byte[]> published) {
        ProcessorContext<String, byte[]> to = Objects.requireNonNull(context);
        long now = to.currentSystemTimeMs();
        Origin origin = new Origin(Instant.ofEpochMilli(published.timestamp()), CarriedHeaders.read(published.headers()));
        try {
            ContentType.check(contentType(published));
            UploadJob job = JobCodec.read(published.value());
            // The time stamp is this moment's, so that a backlog of old jobs doesn't go before fresh reports.
            to.forward(new Record<>(job.jobId(), StoreCodec.write(new AdmittedJob(job, origin)), now), Nodes.TO_ADMITTED);
        } catch (InvalidJobException e) {
            UploadError error = refusal(e, published.value(), to.recordMetadata().orElseThrow(), Instant.ofEpochMilli(now));
            log.info("job.refused jobId={} code={} {}", e.jobId(), error.code(), e.getMessage());
            to.forward(
                    new Record<>(e.jobId(), OutcomeCodec.write(error), now, CarriedHeaders.write(origin.headers())), Nodes.REFUSED);
        }
        Objects.requireNonNull(pacer).processed(now);
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
