package dev.longshore.worker.metrics;

import dev.longshore.worker.step.Report;
import dev.longshore.worker.uploader.Reporter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Times how long reports take to be durable. */
public final class MeteredReporter implements Reporter {
    private final Reporter reporter;
    private final Meters meters;
    private final LongSupplier nanos;

    public MeteredReporter(Reporter reporter, Meters meters, LongSupplier nanos) {
        this.reporter = reporter;
        this.meters = meters;
        this.nanos = nanos;
    }

    @Override
    public CompletableFuture<Void> send(Report report) {
        long began = nanos.getAsLong();
        return reporter.send(report)
                .whenComplete((_, failure) -> meters
                        .timer(Metric.REPORT_DURATION, failure == null ? "ok" : "failed")
                        .record(nanos.getAsLong() - began, TimeUnit.NANOSECONDS));
    }
}
