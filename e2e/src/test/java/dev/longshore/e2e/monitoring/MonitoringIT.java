package dev.longshore.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.e2e.Publisher;
import dev.longshore.e2e.SampleFiles;
import dev.longshore.e2e.TestFleet;
import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that upload, fail and refuse jobs, and a real Prometheus that scrapes them. */
class MonitoringIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String JOB = "watched";
    private static final int LARGE = 40 << 20;

    /** What gives no data in this run, and when it does. */
    private static final Map<String, String> ONLY = Map.of(
            "ALERTS", "while an alert fires",
            "code=\"RequestLimitExceeded.*\"", "when VOD refuses calls for their rate",
            "category=\"credentials\"", "when VOD refuses a key",
            "longshore_cos_call_errors_total", "when a call of COS fails",
            "longshore_job_retries_total", "when a failure is waited out",
            "longshore_releases_total", "when a task is given back unstarted",
            "longshore_certificate_remaining_min_seconds", "while a task runs in a session that was opened before");

    @TempDir
    static Path dir;

    private static Fleet fleet;
    private static Publisher publisher;
    private static Prometheus prometheus;
    private static int rounds;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Deploy.installed("prometheus"), "prometheus is not installed: Debian has it in the package of that name");
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", dir.resolve("storage")))
                .withEmulatorArgs("--bandwidth=40MiB", "--discard"));
        fleet.addWorkers("worker-a", "worker-b");
        publisher = new Publisher(fleet.bootstrapServers());
        prometheus = Prometheus.scraping(dir.resolve("prometheus"), fleet.workers().stream().map(WorkerProcess::address).toList());
        SampleFiles.random(dir.resolve("storage/large.mp4"), LARGE, 1);
        SampleFiles.random(dir.resolve("storage/small.mp4"), 100_000, 2);
    }

    @AfterAll
    static void stop() throws Exception {
        if (fleet != null) {
            prometheus.close();
            publisher.close();
            fleet.close();
        }
    }

    /** All kinds of ends; called again and again, so that rates have something to be rates of. */
    private static void publishARound() {
        int round = ++rounds;
        publisher.publish(UploadJob.of(JOB + "-large-" + round, dir.resolve("storage/large.mp4").toString()));
        for (int i = 0; i < 5; i++) {
            publisher.publish(UploadJob.of(JOB + "-small-" + round + "-" + i, "media:small.mp4"));
        }
        publisher.publish(UploadJob.of(JOB + "-large-" + round, dir.resolve("storage/large.mp4").toString()));
        publisher.publish(UploadJob.of(JOB + "-small-1-0", "media:small.mp4"));
        publisher.publish(UploadJob.of(JOB + "-missing-" + round, "media:missing.mp4"));
        publisher.publish(UploadJob.builder(JOB + "-region-" + round, "media:small.mp4").region("ap-nowhere").build());
        publisher.publish("k", "{\"jobId\":".getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> without(Stream<String> expressions) throws Exception {
        TreeSet<String> missing = new TreeSet<>();
        for (String expression : expressions.distinct().toList()) {
            String asked = expression.replace("$instance", ".*").replace("$__rate_interval", "1m");
            if (prometheus.samples(asked).isEmpty() && ONLY.keySet().stream().noneMatch(expression::contains)) {
                missing.add(expression);
            }
        }
        return List.copyOf(missing);
    }

    private static void awaitDataOf(String what, List<String> expressions) {
        await(what).atMost(LIMIT).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            publishARound();
            assertThat(without(expressions.stream())).as("without data").isEmpty();
        });
    }

    @Test
    void everyExpressionOfTheDashboardsReturnsData() {
        awaitDataOf("data for all panels", Dashboards.ALL.stream()
                .flatMap(Dashboard::panels)
                .flatMap(panel -> panel.queries().stream())
                .map(Panel.Query::expression)
                .toList());
    }

    @Test
    void everyMetricThatRulesAndAlertsAskForIsThere() throws Exception {
        List<String> metrics = new ArrayList<>();
        for (String rules : List.of("longshore.rules.yml", "longshore.alerts.yml")) {
            String yaml = Files.readString(Deploy.file("prometheus", rules)).replaceAll("#.*|(name|runbook_url|description): .*", "");
            Pattern.compile("\\b((longshore|kafka)_\\w+|longshore:\\w+:\\w+|up\\b(?=\\{))")
                    .matcher(yaml)
                    .results()
                    .forEach(name -> metrics.add(name.group()));
        }
        assertThat(metrics).contains("up", "kafka_stream_failed_stream_threads_total", "longshore:job_errors:ratio_rate1h");
        awaitDataOf("all metrics of the rules", metrics);
    }

    @Test
    void whatIsExcusedIsAskedForSomewhere() throws Exception {
        String asked = Dashboards.ALL.stream()
                .flatMap(Dashboard::panels)
                .flatMap(panel -> panel.queries().stream())
                .map(Panel.Query::expression)
                .collect(Collectors.joining("\n"));
        assertThat(ONLY.keySet()).allMatch(asked::contains);
    }

    @Test
    void everyDocumentedMetricIsThere() throws Exception {
        List<String> metrics = Pattern.compile("^\\| `(longshore_\\w+)` \\| (\\w+)", Pattern.MULTILINE)
                .matcher(Files.readString(Deploy.doc("metrics.md")))
                .results()
                .map(row -> row.group(1) + (row.group(2).equals("histogram") ? "_count" : ""))
                .toList();
        assertThat(metrics).hasSizeGreaterThan(30);
        awaitDataOf("all documented metrics", metrics);
    }

    @Test
    void everyMetricOfLongshoresOwnIsDocumented() throws Exception {
        awaitDataOf("a first result", List.of("longshore_job_outcomes_total{outcome=\"succeeded\"} > 0"));
        String documented = Files.readString(Deploy.doc("metrics.md"));
        List<String> names = prometheus.get("/api/v1/label/__name__/values")
                .get("data")
                .valueStream()
                .map(name -> name.asString())
                .filter(name -> name.startsWith("longshore_"))
                .map(name -> name.replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds"))
                .distinct()
                .toList();
        assertThat(names).allMatch(name -> documented.contains("`" + name + "`"));
    }

    @Test
    void eachOfTwoWorkersHasHalfOfTheLimits() {
        awaitDataOf("two shares of 98 / 2", List.of("count(longshore_vod_call_share{action=\"ApplyUpload\"} == 49) == 2"));
    }

    /** Asking RocksDB for a number while a partition leaves the worker would end the process. */
    @Test
    void noScrapeAsksTheStoresThemselves() throws Exception {
        awaitDataOf("the ledger's metrics", List.of("kafka_stream_thread_commit_latency_avg"));
        List<String> names =
                prometheus.get("/api/v1/label/__name__/values").get("data").valueStream().map(name -> name.asString()).toList();
        assertThat(names).noneMatch(name -> name.startsWith("kafka_stream_state_") && !name.startsWith("kafka_stream_state_updater_"));
    }

    @Test
    void everyRuleIsEvaluatedAndNoAlertWakesAnybodyForFailuresThatPublishersCause() throws Exception {
        awaitDataOf("recording rules", List.of(
                "longshore:jobs:sum", "longshore:slots_busy:ratio", "longshore:job_bytes:mean1d", "longshore:backlog_bytes:estimate",
                "longshore:job_errors:ratio_rate6h", "longshore:job_errors:ratio_rate30m", "longshore:sent_bytes:rate5m"));
        var rules = prometheus.get("/api/v1/rules")
                .at("/data/groups")
                .valueStream()
                .flatMap(group -> group.get("rules").valueStream())
                .toList();
        assertThat(rules).hasSizeGreaterThan(30);
        assertThat(rules).allSatisfy(rule -> assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok"));
        assertThat(prometheus.samples("ALERTS{alertstate=\"firing\"}")).isEmpty();
    }

    @Test
    void noSeriesNamesAJobOrAFile() throws Exception {
        awaitDataOf("a first result", List.of("longshore_job_outcomes_total{outcome=\"failed\"} > 0"));
        String series = prometheus.get("/api/v1/series?match[]=" + "%7B__name__%3D~%22longshore_.%2B%22%7D").toString();
        assertThat(series).contains("longshore_job_outcomes_total")
                .doesNotContain(JOB)
                .doesNotContain("small.mp4")
                .doesNotContain("ap-nowhere");
    }
}
