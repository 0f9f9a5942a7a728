package dev.longshore.worker.ledger.kafka;

import dev.longshore.wire.OutcomeCodec;
import dev.longshore.worker.ledger.Decision;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.InFlight;
import dev.longshore.worker.step.StepCodec;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a decision's effects to their topics. */
final class Outlet {
    private static final Logger log = LoggerFactory.getLogger(Outlet.class);

    private final ProcessorContext<String, byte[]> context;

    Outlet(ProcessorContext<String, byte[]> context) {
        this.context = context;
    }

    void send(String jobId, Decision decision, Instant now) {
        long at = now.toEpochMilli();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue(var task, var kind) -> forward(null, StepCodec.write(task), at, queue(kind));
                case Effect.Send(var probe) -> forward(jobId, StepCodec.write(probe), at, Nodes.PROBES);
                case Effect.Show(var status) -> forward(jobId, OutcomeCodec.write(status), at, Nodes.STATUS);
                case Effect.Succeed(var result, var headers) -> {
                    log.info("job.succeeded jobId={} fileId={} repeat={}", jobId, result.fileId(), result.repeat());
                    forward(jobId, OutcomeCodec.write(result), at, headers, Nodes.RESULTS);
                }
                case Effect.Fail(var error, var headers) -> {
                    log.info("job.failed jobId={} code={} {}", jobId, error.code(), error.message());
                    forward(jobId, OutcomeCodec.write(error), at, headers, Nodes.ERRORS);
                }
                case Effect.Note(var event, var detail) -> log.info("{} jobId={} {}", event, jobId, detail);
            }
        }
    }

    /** A forgotten job leaves the compacted topic, too. */
    void forget(String jobId, Instant now) {
        forward(jobId, null, now.toEpochMilli(), Nodes.STATUS);
    }

    private static String queue(InFlight.Kind kind) {
        return switch (kind) {
            case FIRST_SLICE -> Nodes.SLICES;
            case SLICE -> Nodes.RESUMES;
            case FINISH, ABORT, LOOK_UP -> Nodes.CLOSINGS;
            case STRAY -> throw new IllegalArgumentException("a stray is never issued");
        };
    }

    private void forward(@Nullable String key, byte @Nullable [] value, long at, String child) {
        forward(key, value, at, Map.of(), child);
    }

    private void forward(@Nullable String key, byte @Nullable [] value, long at, Map<String, String> headers, String child) {
        context.forward(new Record<>(key, value, at, CarriedHeaders.write(headers)), child);
    }
}
