package dev.longshore.worker.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Meters by their {@link Metric}. Label values are given in the order of the metric's labels. Thread-safe. */
public final class Meters {
    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    public Counter counter(Metric metric, String... values) {
        return Counter.builder(metric.meter())
                .description(metric.meaning())
                .baseUnit(metric.unit())
                .tags(tags(metric, Metric.Kind.COUNTER, values))
                .register(registry);
    }

    public Timer timer(Metric metric, String... values) {
        return Timer.builder(metric.meter())
                .description(metric.meaning())
                .serviceLevelObjectives(metric.buckets())
                .tags(tags(metric, Metric.Kind.TIMER, values))
                .register(registry);
    }

    /** @param value asked at each scrape; must be quick */
    public void gauge(Metric metric, Supplier<Number> value, String... values) {
        Gauge.builder(metric.meter(), value)
                .description(metric.meaning())
                .baseUnit(metric.unit())
                .tags(tags(metric, Metric.Kind.GAUGE, values))
                .register(registry);
    }

    private static List<Tag> tags(Metric metric, Metric.Kind kind, String... values) {
        if (metric.kind() != kind || metric.labels().size() != values.length) {
            throw new IllegalArgumentException(metric + " is a " + metric.kind() + " with labels " + metric.labels());
        }
        List<Tag> tags = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(metric.labels().get(i).key(), values[i]));
        }
        return tags;
    }
}
