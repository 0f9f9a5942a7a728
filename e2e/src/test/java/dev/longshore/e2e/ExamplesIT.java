package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.sandbox.fleet.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/examples publish jobs and tell their outcomes. */
class ExamplesIT {
    private static final Pattern MEDIA = Pattern.compile("media (\\S+) at http");

    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;

    @BeforeAll
    static void start() throws Exception {
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withWorkerArgs("--longshore.router.reply-topics=replies\\..*"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("replies.examples", 3, (short) 1))).all().get();
        }
        fleet.addWorkers("worker-a");
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void kcat() throws Exception {
        Example example = Example.copy("kcat", dir, "bash", "publish-job.sh");
        needs(example.missing("kcat", "-V"));
        needs(example.missing("jq", "--version"));
        tellsMediaAndFailure(example, "kcat");
    }

    @Test
    void python() throws Exception {
        Example example = Example.copy("python", dir, "/usr/bin/python3", "publish_job.py");
        needs(example.missing("/usr/bin/python3", "-c", "import kafka"));
        tellsMediaAndFailure(example, "python");
    }

    @Test
    void node() throws Exception {
        Example example = Example.copy("node", dir, "node", "publish-job.js");
        needs(example.missing("node", "--version"));
        needs(example.missing("npm", "--version"));
        needs(example.built("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"));
        tellsMediaAndFailure(example, "node");
    }

    @Test
    void spring() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Example example = Example.copy("spring", dir, java, "-XX:TieredStopAtLevel=1", "-jar", "target/publish-job.jar");
        needs(example.missing("mvn", "--version"));
        needs(example.built("mvn", "-q", "-B", "package"));
        tellsMediaAndFailure(example, "spring");
    }

    private static void needs(String missing) {
        assumeTrue(missing.isEmpty(), () -> "The example was not run: " + missing);
    }

    private static void tellsMediaAndFailure(Example example, String jobId) throws Exception {
        Map<String, String> environment = Map.of("BOOTSTRAP_SERVERS", fleet.bootstrapServers(), "TIMEOUT", "120");
        Path film = SampleFiles.random(storage.resolve(jobId + " \"film\".mp4"), 20_000, jobId.hashCode());
        Example.Ended ended = example.run(environment, jobId, film.toString());
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).startsWith("succeeded " + jobId + ": media ");
        Matcher media = MEDIA.matcher(ended.out());
        assertThat(media.find()).as(ended.out()).isTrue();
        assertThat(SampleFiles.sha256(fleet.emulator().client().content(media.group(1)))).isEqualTo(SampleFiles.sha256(film));

        Example.Ended failed = example.run(environment, jobId + "-missing", storage.resolve("nowhere.mp4").toString());
        assertThat(failed.exit()).as(failed.out() + failed.err()).isEqualTo(1);
        assertThat(failed.err()).contains("failed " + jobId + "-missing: Source.NotFound: ").contains("what to do: Check the path");
        assertThat(failed.out()).isEmpty();

        assertThat(example.run(environment).exit()).isEqualTo(2);
        Example.Ended unheard = example.run(
                Map.of("BOOTSTRAP_SERVERS", fleet.bootstrapServers(), "REPLY_TOPIC", "longshore.reports", "TIMEOUT", "3"),
                jobId + "-unheard",
                film.toString());
        assertThat(unheard.exit()).as(unheard.out() + unheard.err()).isEqualTo(3);
        assertThat(unheard.err()).contains("no outcome of " + jobId + "-unheard");
    }
}
