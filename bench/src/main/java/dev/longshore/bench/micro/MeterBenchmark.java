package dev.longshore.bench.micro;

import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.Metric;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one metered event costs with the registry that workers have: its meter is looked up by name and labels each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MeterBenchmark {
    private final Meters meters = new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

    /** A call of COS that ended: a histogram with labels. */
    @Benchmark
    public void timer() {
        meters.timer(Metric.COS_CALLS, "PutObject", "ok").record(7, TimeUnit.MILLISECONDS);
    }

    /** A task that was issued. */
    @Benchmark
    public void counter() {
        meters.counter(Metric.TASKS_ISSUED, "slices").increment();
    }
}
