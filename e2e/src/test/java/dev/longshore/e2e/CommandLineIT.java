package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command, as a process, against a real broker, a worker and the emulator. */
class CommandLineIT {
    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;
    private static Cli cli;

    @BeforeAll
    static void start() throws Exception {
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage)));
        fleet.addWorkers("worker-a");
        cli = new Cli(dir, fleet.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void aFileIsSubmittedFollowedAndFoundAgain() throws Exception {
        Path film = SampleFiles.random(storage.resolve("submit/film.mp4"), 300_000, 1);
        var submitted = cli.run("submit", film.toString(), "--job-id", "film", "--follow", "--timeout", "3m", "--json");
        assertThat(submitted.exit()).as(submitted.err()).isZero();
        assertThat(submitted.out()).anyMatch(line -> line.startsWith("{\"type\":\"result\",\"value\":{\"jobId\":\"film\""));
        var status = cli.run("status", "film");
        assertThat(status.exit()).as(status.err()).isZero();
        assertThat(status.text()).containsPattern("film +succeeded +100% +293.0 KiB");
        var followed = cli.run("follow", "film", "--timeout", "1m");
        assertThat(followed.exit()).as(followed.err()).isZero();
        assertThat(followed.text()).contains("http");
        assertThat(cli.run("status", "nobody-knows").exit()).isEqualTo(1);
        assertThat(cli.run("status", "--state", "succeeded", "--json").text()).contains("\"jobId\":\"film\"");
    }

    @Test
    void jobsAreCheckedWithoutKafkaAndPublishedFromLines() throws Exception {
        Path film = SampleFiles.random(storage.resolve("lines/a.mp4"), 1000, 2);
        Path lines = Files.writeString(dir.resolve("jobs.ndjson"),
                "{\"jobId\":\"line-1\",\"mediaFilePath\":\"" + film + "\"}\n{\"jobId\":\"line-2\"}\n");
        var checked = cli.run("submit", "--from", lines.toString(), "--dry-run", "--bootstrap-server", "127.0.0.1:1");
        assertThat(checked.exit()).isEqualTo(1);
        assertThat(checked.out()).containsExactly("{\"jobId\":\"line-1\",\"mediaFilePath\":\"" + film + "\"}");
        assertThat(checked.err()).contains("line 2").contains("mediaFilePath");
        var published = cli.run("submit", "--from", lines.toString(), "--follow", "--timeout", "3m");
        assertThat(published.exit()).isEqualTo(1);
        assertThat(published.text()).contains("line-1").contains("http");
    }

    @Test
    void aFolderIsWatchedForNewFiles() throws Exception {
        Path folder = Files.createDirectories(storage.resolve("watched"));
        Path out = dir.resolve("watch.out");
        Process watching = cli.start(
                out, dir.resolve("watch.err"), "submit", folder.toString(), "--glob", "*.mp4", "--watch", "--settle", "1s", "--interval",
                "200ms");
        try {
            SampleFiles.random(folder.resolve("one.mp4"), 1000, 3);
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(out).contains("one.mp4-"));
            SampleFiles.random(folder.resolve("two.mp4"), 1000, 4);
            SampleFiles.random(folder.resolve("notes.txt"), 1000, 5);
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(out).contains("two.mp4-"));
        } finally {
            watching.destroy();
        }
        assertThat(watching.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(out)).hasSize(2);
        await().atMost(Duration.ofMinutes(2)).until(() -> mediaNamed("one") == 1 && mediaNamed("two") == 1);
    }

    @Test
    void aJobThatWaitsForItsTimeIsCancelled() throws Exception {
        Path film = SampleFiles.random(storage.resolve("later/later.mp4"), 1000, 7);
        Path lines =
                Files.writeString(dir.resolve("later.ndjson"), "{\"jobId\":\"later\",\"mediaFilePath\":\"" + film + "\",\"notBefore\":\""
                        + Instant.now().plus(Duration.ofHours(1)) + "\"}\n");
        assertThat(cli.run("submit", "--from", lines.toString()).exit()).isZero();
        await().atMost(Duration.ofMinutes(2)).until(() -> cli.run("status", "later").text().contains("scheduled"));

        var cancelled = cli.run("cancel", "later", "--reason", "not wanted", "--follow", "--timeout", "2m");

        assertThat(cancelled.exit()).as(cancelled.text()).isZero();
        assertThat(cli.run("status", "later").text()).containsPattern("later +cancelled");
        assertThat(cli.run("errors", "--code", "Cancelled.OnRequest").text()).contains("later").contains("not wanted");
        assertThat(mediaNamed("later")).isZero();
    }

    @Test
    void aFailedJobIsListedAndReplayedWhenItsCauseIsMended() throws Exception {
        Path late = storage.resolve("late.mp4");
        assertThat(cli.run("submit", late.toString(), "--job-id", "late", "--follow", "--timeout", "3m").exit()).isEqualTo(1);
        var errors = cli.run("errors", "--code", "Source.NotFound", "--text", "LATE", "--since", "1h");
        assertThat(errors.exit()).as(errors.err()).isZero();
        assertThat(errors.out()).anyMatch(line -> line.contains("late") && line.contains("Source.NotFound"));
        assertThat(cli.run("errors", "--category", "quota", "--json").out()).isEmpty();
        SampleFiles.random(late, 1000, 6);
        var capped = cli.run("replay", "late", "--max-replays", "0");
        assertThat(capped.exit()).isEqualTo(1);
        assertThat(capped.err()).contains("--force");
        assertThat(cli.run("replay", "late", "--dry-run").err()).contains("1 would be published");
        var replayed = cli.run("replay", "late");
        assertThat(replayed.exit()).as(replayed.err()).isZero();
        await().atMost(Duration.ofMinutes(2)).until(() -> cli.run("status", "late").exit() == 0 && mediaNamed("late") == 1);
        assertThat(cli.run("replay", "late").err()).contains("0 published, 0 left alone");
    }

    @Test
    void theDoctorFindsASoundSandboxSound() throws Exception {
        var found = doctor().run("doctor", "--root", "media=" + storage, "--probe-topic");
        assertThat(found.exit()).as(found.text()).isZero();
        String queue =
                TestFleet.RELEASE == KafkaRelease.CURRENT ? "ok    group longshore.uploader" : "ok    topic longshore.classic.slices";
        String groups = TestFleet.RELEASE == KafkaRelease.CURRENT ? "ok    share.version" : "warn  share.version";
        assertThat(found.out()).anyMatch(line -> line.startsWith(groups))
                .anyMatch(line -> line.startsWith("ok    topic longshore.status"))
                .anyMatch(line -> line.startsWith(queue))
                .anyMatch(line -> line.startsWith("ok    root media"))
                .anyMatch(line -> line.startsWith("ok    seal key"))
                .anyMatch(line -> line.startsWith("ok    credentials default"))
                .anyMatch(line -> line.startsWith("ok    clock against Kafka"))
                .noneMatch(line -> line.startsWith("fail"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.bootstrapServers()))) {
            await().until(() -> admin.listTopics().names().get().stream().noneMatch(name -> name.contains("doctor")));
        }
    }

    @Test
    void theDoctorSaysWhatToMend() throws Exception {
        var found = doctor().with("LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY", "wrong")
                .with("LONGSHORE_SEAL_KEYS_0_KEY", "c2hvcnQ=")
                .run("doctor", "--root", "media=" + storage.resolve("nowhere"), "--json");
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out())
                .anyMatch(line -> line.contains("\"credentials default\",\"level\":\"fail\"") && line.contains("AuthFailure"))
                .anyMatch(line -> line.contains("\"root media\",\"level\":\"fail\"") && line.contains("does not exist"))
                .anyMatch(line -> line.contains("\"seal key\",\"level\":\"fail\"") && line.contains("keygen"))
                .anyMatch(line -> line.contains("\"clock against Kafka\",\"level\":\"warn\""));
        var unreachable = cli.run("doctor", "--bootstrap-server", "127.0.0.1:1");
        assertThat(unreachable.exit()).isEqualTo(1);
        assertThat(unreachable.out()).anyMatch(line -> line.startsWith("fail  broker: 127.0.0.1:1"));
        var elsewhere = cli.run("doctor", "--topic-prefix", "elsewhere.");
        assertThat(elsewhere.out()).anyMatch(line -> line.startsWith("warn  topic elsewhere.jobs: does not exist"));
    }

    @Test
    void latencyIsMeasured() throws Exception {
        Path small = SampleFiles.random(storage.resolve("latency.mp4"), 1000, 7);
        var measured = cli.run("latency", "--jobs", "5", "--warm-up", "2", "--file", small.toString());
        assertThat(measured.exit()).as(measured.err()).isZero();
        assertThat(measured.text()).startsWith("5 jobs, job to result in ms");
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        var script = cli.run("completion", "bash");
        assertThat(script.exit()).isZero();
        Path file = Files.write(dir.resolve("completion.bash"), script.out());
        assertThat(complete(file, "longshore rep")).contains("replay");
        assertThat(complete(file, "longshore replay --max")).contains("--max-replays");
        assertThat(complete(file, "longshore qui")).contains("quickstart");
    }

    private static String complete(Path script, String line) throws Exception {
        List<String> words = List.of(line.split(" "));
        String bash = "source '" + script + "'; COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.size() - 1) + "; COMP_LINE='" + line
                + "'; _complete_longshore longshore '" + words.getLast() + "' ''; echo \"${COMPREPLY[@]}\"";
        Process process = new ProcessBuilder("bash", "-c", bash).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private static Cli doctor() throws Exception {
        String key =
                cli.run("keygen").out().stream().filter(line -> line.startsWith("LONGSHORE_SEAL_KEYS_0_KEY=")).findFirst().orElseThrow();
        return cli.with("LONGSHORE_CREDENTIALS_DEFAULT_SECRETID", EmulatorSettings.SECRET_ID)
                .with("LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY", EmulatorSettings.SECRET_KEY)
                .with("LONGSHORE_VOD_ENDPOINT", fleet.emulator().vodEndpoint())
                .with("LONGSHORE_VOD_SCHEME", "http")
                .with("LONGSHORE_SEAL_KEYS_0_KEY", key.substring(key.indexOf('=') + 1));
    }

    private static long mediaNamed(String name) throws Exception {
        return fleet.emulator()
                .client()
                .media()
                .stream()
                .map(MediaView::name)
                .filter(it -> it.equals(name) || it.startsWith(name + "."))
                .count();
    }
}
