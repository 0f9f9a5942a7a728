package dev.longshore.worker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import dev.longshore.worker.hostile.Attack.Expected;
import dev.longshore.worker.hostile.Attack.Moment;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.testing.Rig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Where the attacks land: a worker, its films and the emulated services. Each attack finds its own empty folder of films. */
final class Harbour implements AutoCloseable {
    private static final String GOOD = "good.mp4";
    private static final Duration LOGGED = Duration.ofSeconds(5);

    private final Rig rig;
    private final JsonMapper json = JsonMapper.builder().build();

    Harbour(Rig rig) {
        this.rig = rig;
    }

    /** Publishes the record and returns what the page says of its outcome; fails unless it is the expected one and the worker goes on. */
    String outcome(Attack attack, String jobId) throws Exception {
        Path file = prepare(attack);
        byte[] before = Files.isRegularFile(file) && Files.size(file) < 1 << 30 ? Files.readAllBytes(file) : new byte[0];
        int sessions = rig.inspection().sessions().size();
        int calls = rig.inspection().calls().recent().size();
        int media = rig.inspection().media().size();
        AtomicBoolean touched = act(attack, file);
        String outcome;
        try {
            outcome = switch (published(attack, jobId)) {
                case InvalidJobException refusal -> Outcomes.refused(attack.expected(), refusal);
                case UploadError error -> Outcomes.failed(attack.expected(), error, rig.inspection().sessions().size() - sessions);
                case UploadResult result -> {
                    media++;
                    MediaView stored = rig.inspection().media(result.fileId()).orElseThrow();
                    Expected.Media expected = Outcomes.media(attack.expected(), result);
                    requireSame(result.fileId(), expected.before() ? before : Files.readAllBytes(file));
                    yield Outcomes.media(expected, result, stored, requests(expected, calls),
                            rig.inspection().sessions().size() - sessions);
                }
                default -> throw new AssertionError("no outcome");
            };
        } finally {
            rig.moments().never();
            rig.whileQueued(task -> {});
        }
        assertThat(touched).as("the files were touched").isTrue();
        assertThat(rig.inspection().media()).as("media").hasSize(media);
        assertThat(rig.inspection().uploads()).as("multipart uploads left open").isEmpty();
        requireGoodJob(jobId + "-good");
        return outcome;
    }

    private Path prepare(Attack attack) throws IOException {
        empty(rig.films());
        Files.write(rig.films().resolve(GOOD), content(500));
        Path file = file(attack);
        if (attack.ownFile) {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, content(attack.bytes));
        }
        attack.prepare.on(attack.ownFile ? file : rig.films());
        return file;
    }

    static byte[] content(int bytes) {
        var content = new byte[bytes];
        new SplittableRandom(bytes).nextBytes(content);
        return content;
    }

    /** The file that the job names, wherever that is; the folder of films where the path means none that could be looked at. */
    private Path file(Attack attack) {
        String path = resolved(String.valueOf(attack.fields.get("mediaFilePath")));
        boolean named = path.startsWith("films:") && path.indexOf('\0') < 0;
        return named
                ? rig.films().resolve(path.substring("films:".length())).normalize()
                : path.startsWith("/") ? Path.of(path) : rig.films();
    }

    private String resolved(String text) {
        return text.replace(Attack.FILMS, rig.films().toString());
    }

    private static void empty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    empty(entry);
                }
                Files.delete(entry);
            }
        }
    }

    /** Plans what is to be done to the files and returns whether it has been. */
    private AtomicBoolean act(Attack attack, Path file) {
        return switch (attack.moment) {
            case null -> new AtomicBoolean(true);
            case Moment.InTransfer(var when, var call, var everyTime, var act) ->
                everyTime
                        ? rig.moments().everyTime(when, call, () -> act.on(file))
                        : rig.moments().once(when, call, () -> act.on(file));
            case Moment.InQueue(var wanted, var everyTime, var act) -> {
                AtomicBoolean done = new AtomicBoolean();
                rig.whileQueued(task -> {
                    if (wanted.test(task) && (!done.getAndSet(true) || everyTime)) {
                        onUnchecked(act, file);
                    }
                });
                yield done;
            }
        };
    }

    private static void onUnchecked(Attack.FileAct act, Path file) {
        try {
            act.on(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An {@link InvalidJobException}, {@link UploadError} or {@link UploadResult}. */
    private Object published(Attack attack, String jobId) throws InterruptedException {
        try {
            return outcome(JobCodec.read(record(attack, jobId)));
        } catch (InvalidJobException refusal) {
            return refusal;
        }
    }

    private byte @Nullable [] record(Attack attack, String jobId) {
        if (attack.raw != null) {
            String text = new String(attack.raw, StandardCharsets.ISO_8859_1).replace(Attack.ID, jobId);
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        Map<String, Object> published = new LinkedHashMap<>(Map.of("jobId", jobId));
        attack.fields.forEach((field, value) -> published.put(field, value instanceof String text ? resolved(text) : value));
        return json.writeValueAsBytes(published);
    }

    private Object outcome(UploadJob job) throws InterruptedException {
        return switch (rig.carry(job)) {
            case Effect.Succeed(var result, _) -> result;
            case Effect.Fail(var error, _) -> error;
            case Effect other -> throw new AssertionError("no outcome: " + other);
        };
    }

    private void requireSame(String fileId, byte[] wanted) throws IOException, InterruptedException {
        try (InputStream stored = rig.inspection().content(fileId)) {
            assertThat(stored.readAllBytes()).as("the stored bytes").isEqualTo(wanted);
        }
    }

    /** What COS was asked, such as {@code 3 × UploadPart}; the emulator notes a call just after its answer. */
    private String requests(Expected.Media expected, int before) {
        String wanted = expected.requests();
        if (wanted == null) {
            return "";
        }
        await("what COS was asked").atMost(LOGGED).untilAsserted(() -> assertThat(requestsSince(before)).isEqualTo(wanted));
        return wanted;
    }

    private String requestsSince(int before) throws IOException, InterruptedException {
        List<CallLog.Call> recent = rig.inspection().calls().recent();
        assertThat(recent.size()).as("a log that has forgotten nothing").isLessThan(CallLog.REMEMBERED);
        Map<String, Long> counts = recent.subList(before, recent.size())
                .stream()
                .filter(call -> call.service().equals("cos"))
                .collect(Collectors.groupingBy(CallLog.Call::action, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(count -> count.getValue() + " × " + count.getKey()).collect(Collectors.joining(", "));
    }

    private void requireGoodJob(String jobId) throws IOException, InterruptedException {
        Object outcome = outcome(UploadJob.of(jobId, "films:" + GOOD));
        assertThat(outcome).as("a good job afterwards").isInstanceOf(UploadResult.class);
        requireSame(((UploadResult) outcome).fileId(), content(500));
    }

    @Override
    public void close() throws IOException {
        rig.close();
    }
}
