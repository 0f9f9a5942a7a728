package dev.longshore.worker.config;

import dev.longshore.worker.bandwidth.Limiter;
import dev.longshore.worker.bandwidth.Schedule;
import dev.longshore.worker.bandwidth.Timetable;
import dev.longshore.worker.bandwidth.TimetableFile;
import dev.longshore.worker.config.LongshoreProperties.UploaderProperties;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.PacedObjectStore;
import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.metrics.Metric;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.time.Ticker;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The limit of this worker. Without one set, transfers go past it. */
final class WorkerBandwidth implements AutoCloseable {
    private static final String PROPERTY = "longshore.uploader.bandwidth";

    private final @Nullable Limiter limiter;
    private final Ticker.Ticking ticking;

    private WorkerBandwidth(@Nullable Limiter limiter, Ticker.Ticking ticking) {
        this.limiter = limiter;
        this.ticking = ticking;
    }

    /** @throws IllegalArgumentException that names the property, if a timetable can't be read */
    static WorkerBandwidth of(UploaderProperties properties, Clocks clocks, Ticker ticker, Meters meters) {
        String text = properties.bandwidth();
        Path path = properties.bandwidthFile();
        ZoneId zone = Objects.requireNonNullElseGet(properties.bandwidthZone(), ZoneId::systemDefault);
        // Looked at even if the file wins: a bad one must not show first on the day on which the file is taken away.
        Timetable own = text == null ? null : named(PROPERTY, () -> Timetable.parse(text, zone));
        TimetableFile file = path == null ? null : named(PROPERTY + "-file", () -> new TimetableFile(path, zone));
        if (own == null && file == null) {
            return metered(null, () -> false, () -> {}, meters);
        }
        Limiter limiter = new Limiter(0, clocks.nanos());
        Schedule schedule = new Schedule(file != null ? file : () -> Objects.requireNonNull(own), clocks.instants(), limiter);
        BooleanSupplier refused = file == null ? () -> false : file::refused;
        return metered(limiter, refused, ticker.every(Schedule.EVERY, schedule::look), meters);
    }

    private static WorkerBandwidth metered(
            @Nullable Limiter limiter, BooleanSupplier refused, Ticker.Ticking ticking, Meters meters) {
        meters.gauge(Metric.BANDWIDTH_LIMIT, () -> limiter == null ? 0 : limiter.limit());
        meters.gauge(Metric.BANDWIDTH_FILE_REFUSED, () -> refused.getAsBoolean() ? 1 : 0);
        return new WorkerBandwidth(limiter, ticking);
    }

    private static <T> T named(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
    }

    ObjectStore paced(ObjectStore store) {
        return limiter == null ? store : new PacedObjectStore(store, limiter);
    }

    @Override
    public void close() {
        ticking.stop();
    }
}
