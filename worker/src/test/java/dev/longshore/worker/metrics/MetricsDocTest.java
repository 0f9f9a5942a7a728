package dev.longshore.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.worker.docs.DocSection;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the tables of {@code docs/metrics.md}. */
class MetricsDocTest {
    private static final PrometheusNamingConvention NAMES = new PrometheusNamingConvention();

    @Test
    void everyMeterIsDocumentedUnderTheNameThatPrometheusSees() throws Exception {
        StringBuilder table = new StringBuilder("| metric | type | labels | what |\n|---|---|---|---|\n");
        for (Metric metric : Metric.values()) {
            String labels = metric.labels().stream().map(label -> "`" + label.key() + "`").collect(Collectors.joining(", "));
            String type = switch (metric.kind()) {
                case COUNTER -> "counter";
                case GAUGE -> "gauge";
                case TIMER -> "histogram";
            };
            table.append("| `%s` | %s | %s | %s |%n".formatted(name(metric), type, labels, metric.meaning()));
        }
        DocSection.of("metrics.md", "metrics").mustBe(table.toString());
    }

    @Test
    void everyLabelIsDocumentedWithWhatItMaySay() throws Exception {
        List<String> rows = new ArrayList<>();
        for (Label label : Label.values()) {
            String where = Arrays.stream(Metric.values())
                    .filter(metric -> metric.labels().contains(label))
                    .map(metric -> "`" + name(metric) + "`")
                    .collect(Collectors.joining(", "));
            assertThat(where).as("a metric with the label %s", label).isNotEmpty();
            rows.add("| `%s` | %s | %s |".formatted(label.key(), where, label.says()));
        }
        DocSection.of("metrics.md", "labels").mustBe("| label | of | says |\n|---|---|---|\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void noLabelNamesAJob() {
        assertThat(Label.values()).extracting(Label::key).doesNotContain("jobId", "job", "path", "file", "session");
    }

    private static String name(Metric metric) {
        Meter.Type type = switch (metric.kind()) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case TIMER -> Meter.Type.TIMER;
        };
        return NAMES.name(metric.meter(), type, metric.unit()) + (type == Meter.Type.COUNTER ? "_total" : "");
    }
}
