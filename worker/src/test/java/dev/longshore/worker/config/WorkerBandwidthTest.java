package dev.longshore.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.worker.config.LongshoreProperties.UploaderProperties;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.PacedObjectStore;
import dev.longshore.worker.metrics.Meters;
import dev.longshore.worker.testkit.ManualClock;
import dev.longshore.worker.testkit.MemoryObjectStore;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.time.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerBandwidthTest {
    /** It is noon in Greenwich. */
    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Runnable> repeated = new ArrayList<>();
    private final ObjectStore store = new MemoryObjectStore(_ -> true);

    @TempDir
    private Path dir = Path.of("");

    @Test
    void withoutPropertiesTransfersGoPastIt() {
        try (WorkerBandwidth bandwidth = bandwidth(null, null, null)) {
            assertThat(bandwidth.paced(store)).isSameAs(store);
            assertThat(gauge("longshore.bandwidth.limit")).isZero();
            assertThat(repeated).isEmpty();
        }
    }

    @Test
    void theTimetableIsTheZones() {
        try (WorkerBandwidth bandwidth = bandwidth("08:00,10M 19:00,20M", null, ZoneId.of("Asia/Shanghai"))) {
            assertThat(bandwidth.paced(store)).isInstanceOf(PacedObjectStore.class);
            assertThat(gauge("longshore.bandwidth.limit")).isEqualTo(20 << 20);
        }
    }

    @Test
    void theFileWinsAndAChangeOfItIsTakenUp() throws IOException {
        Path file = Files.writeString(dir.resolve("bandwidth"), "11:00,5M 12:01,6M");
        try (WorkerBandwidth bandwidth = bandwidth("10M", file, ZoneOffset.UTC)) {
            assertThat(bandwidth.paced(store)).isInstanceOf(PacedObjectStore.class);
            assertThat(gauge("longshore.bandwidth.limit")).isEqualTo(5 << 20);

            clock.pass(Duration.ofMinutes(1));
            repeated.getFirst().run();
            assertThat(gauge("longshore.bandwidth.limit")).isEqualTo(6 << 20);

            Files.writeString(file, "nonsense that is longer");
            repeated.getFirst().run();
            assertThat(gauge("longshore.bandwidth.limit")).isEqualTo(6 << 20);
            assertThat(gauge("longshore.bandwidth.file.refused")).isEqualTo(1);

            Files.writeString(file, "off");
            repeated.getFirst().run();
            assertThat(gauge("longshore.bandwidth.limit")).isZero();
            assertThat(gauge("longshore.bandwidth.file.refused")).isZero();
        }
    }

    @Test
    void aBadValueIsRefusedByThePropertysName() throws IOException {
        assertThatThrownBy(() -> bandwidth("10", null, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longshore.uploader.bandwidth: \"10\" is no limit: write a number with a suffix, 512K, 10M or 1.5G"
                        + " (KiB, MiB or GiB a second), or off");
        Path missing = dir.resolve("missing");
        assertThatThrownBy(() -> bandwidth(null, missing, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("longshore.uploader.bandwidth-file: the file " + missing + " can't be read");
        Path good = Files.writeString(dir.resolve("good"), "10M");
        assertThatThrownBy(() -> bandwidth("ten", good, null)).hasMessageStartingWith("longshore.uploader.bandwidth: ");
    }

    private WorkerBandwidth bandwidth(@Nullable String text, @Nullable Path file, @Nullable ZoneId zone) {
        UploaderProperties properties =
                new UploaderProperties(8, 4, 4, Duration.ofSeconds(1), Duration.ofSeconds(10), true, text, file, zone);
        Ticker ticker = (_, work) -> {
            repeated.add(work);
            return () -> {};
        };
        return WorkerBandwidth.of(properties, new Clocks(clock, clock), ticker, new Meters(meters));
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
