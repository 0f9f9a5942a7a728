package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.producer.client.Outcome;
import dev.longshore.producer.client.Submitted;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Machine-readable output: one JSON object a line, {@code {"type": …, "value": …}}; values are the contract's own documents. Thread-safe. */
final class JsonLines {
    private static final JsonMapper MAPPER = JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private final PrintStream out;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    void submitted(Submitted submitted) {
        line("submitted", MAPPER.writeValueAsBytes(submitted));
    }

    void job(UploadJob job) {
        line("job", JobCodec.write(job));
    }

    void error(UploadError error) {
        line("error", OutcomeCodec.write(error));
    }

    void status(JobStatus status) {
        line("status", OutcomeCodec.write(status));
    }

    void outcome(Outcome outcome) {
        switch (outcome) {
            case Outcome.Succeeded(var result) -> line("result", OutcomeCodec.write(result));
            case Outcome.Failed(var error) -> line("error", OutcomeCodec.write(error));
        }
    }

    void value(String type, Object value) {
        line(type, MAPPER.writeValueAsBytes(value));
    }

    private synchronized void line(String type, byte[] json) {
        byte[] head = ("{\"type\":\"" + type + "\",\"value\":").getBytes(StandardCharsets.UTF_8);
        out.write(head, 0, head.length);
        out.write(json, 0, json.length);
        out.write('}');
        out.write('\n');
        out.flush();
    }
}
