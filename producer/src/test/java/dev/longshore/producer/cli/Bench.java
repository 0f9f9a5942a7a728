package dev.longshore.producer.cli;

import dev.longshore.job.UploadJob;
import dev.longshore.producer.client.Event;
import dev.longshore.producer.client.Follower;
import dev.longshore.producer.client.JobLog;
import dev.longshore.producer.client.MockKafka;
import dev.longshore.producer.client.Settings;
import dev.longshore.producer.client.UploadClient;
import dev.longshore.producer.view.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Runs commands and keeps what they print and publish. */
final class Bench implements Surroundings.Clients {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<UploadJob> published = new CopyOnWriteArrayList<>();
    private final List<Settings> settings = new CopyOnWriteArrayList<>();
    private final Map<String, JobLog.PublishedJob> log = new ConcurrentHashMap<>();
    private final MockKafka kafka;

    Bench() {
        this((_, _) -> {});
    }

    Bench(BiConsumer<MockKafka, UploadJob> worker) {
        this.kafka = new MockKafka(job -> {
            published.add(job);
            worker.accept(kafka(), job);
        });
    }

    MockKafka kafka() {
        return kafka;
    }

    int run(String input, String... args) {
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        ByteArrayInputStream stdin = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return LongshoreCli.run(new Surroundings(stdin, stdout, stderr, Terminal.plain(stdout), InstantSource.system(), this), args);
    }

    List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    List<UploadJob> published() {
        return published;
    }

    Settings settings() {
        return settings.getFirst();
    }

    /** What the jobs' topic holds. */
    Map<String, JobLog.PublishedJob> log() {
        return log;
    }

    @Override
    public Map<String, JobLog.PublishedJob> published(Settings settings, Set<String> jobIds) {
        Map<String, JobLog.PublishedJob> found = new HashMap<>(log);
        found.keySet().retainAll(jobIds);
        return found;
    }

    @Override
    public UploadClient publisher(Settings settings) {
        this.settings.add(settings);
        return kafka.publisher(settings);
    }

    @Override
    public Follower follower(Settings settings, Consumer<Event> listener) {
        this.settings.add(settings);
        return kafka.follower(settings, listener);
    }
}
