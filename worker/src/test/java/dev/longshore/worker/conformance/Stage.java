package dev.longshore.worker.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.http.CallLog;
import dev.longshore.sandbox.http.Pace;
import dev.longshore.sandbox.vod.VodKey;
import dev.longshore.wire.InvalidJobException;
import dev.longshore.wire.JobCodec;
import dev.longshore.worker.cos.Crc64;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.cos.tencent.CosObjectStore;
import dev.longshore.worker.cos.tencent.CosSettings;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.seal.AesGcmSeal;
import dev.longshore.worker.seal.KeyRing;
import dev.longshore.worker.source.RootedStorage;
import dev.longshore.worker.source.SourceSettings;
import dev.longshore.worker.testing.ShiftedClock;
import dev.longshore.worker.testing.TransferMoments;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.time.Sleeper;
import dev.longshore.worker.uploader.ShortCircuit;
import dev.longshore.worker.uploader.StepPorts;
import dev.longshore.worker.uploader.StepRuntime;
import dev.longshore.worker.uploader.StepSettings;
import dev.longshore.worker.uploader.UploadSteps;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.CredentialProvider;
import dev.longshore.worker.vod.KeyFile;
import dev.longshore.worker.vod.tencent.VodMediaService;
import dev.longshore.worker.vod.tencent.VodSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The emulated services, files on disk and a worker with the adapters of a real one. */
final class Stage implements AutoCloseable {
    /** The profiles that the worker holds, by name; the account knows their keys. */
    private static final Map<String, VodKey> PROFILES = Map.of(
            "default", new VodKey("AKIDdefault", "secret-of-default"),
            "archive", new VodKey("AKIDarchive", "secret-of-archive"),
            "temporary", new VodKey("AKIDtemporary", "secret-of-temporary", "token-of-temporary"));

    /** The profile whose key is in a file that is replaced before each of its jobs, and the keys in their order. */
    private static final String ROTATED = "rotated";

    private static final List<VodKey> ROTATION = List.of(
            new VodKey("AKIDrotated1", "secret-of-rotated-1"), new VodKey("AKIDrotated2", "secret-of-rotated-2"));

    private static final int COVER_BYTES = 500;
    private static final Duration LOGGED = Duration.ofSeconds(5);
    /** Less than a transfer may stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path films;
    private final Path objects;
    private final Path keyFile;
    private final Iterator<VodKey> rotation = ROTATION.iterator();
    private final Emulator emulator;
    private final EmulatorClient inspection;
    private final RootedStorage storage;
    private final VodMediaService vod;
    private final CosObjectStore cos;
    private final TransferMoments moments;
    private final ShortCircuit worker;
    private final JsonMapper json = JsonMapper.builder().build();

    Stage(Path folder, Pace.Settings pace) throws IOException {
        films = Files.createDirectories(folder.resolve("films"));
        objects = folder.resolve("objects");
        keyFile = folder.resolve("key.json");
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withPace(pace)
                .withStore(StoreSettings.onDisk(objects))
                .withVod(settings -> settings.withAccount(settings.account().withKeys(keys()))));
        inspection = new EmulatorClient(emulator.inspectionUri());
        storage = new RootedStorage(SourceSettings.of(Map.of("films", films)));
        vod = new VodMediaService(VodSettings.plain("127.0.0.1:" + emulator.vodPort()), credentials());
        cos = new CosObjectStore(CosSettings.plain("127.0.0.1:" + emulator.cosPort()), Clocks.REAL);
        moments = new TransferMoments(cos);
        var store = new RetryingObjectStore(moments, RetryingObjectStore.Policy.DEFAULT, Sleeper.REAL);
        String key = Base64.getEncoder().encodeToString(new byte[KeyRing.KEY_BYTES]);
        var seal = new AesGcmSeal(KeyRing.of(List.of(new KeyRing.NamedKey("key-1", key))));
        var steps = new UploadSteps(new StepPorts(storage, vod, store, seal), StepRuntime.real(), StepSettings.DEFAULT);
        worker = new ShortCircuit(steps, LedgerPolicy.DEFAULT, new ShiftedClock());
    }

    private static List<VodKey> keys() {
        return Stream.concat(PROFILES.values().stream(), ROTATION.stream()).toList();
    }

    private CredentialProfiles credentials() {
        Map<String, CredentialProvider> profiles = new HashMap<>();
        PROFILES.forEach((name, key) -> {
            Credential credential = new Credential(key.secretId(), key.secretKey(), key.token());
            profiles.put(name, () -> credential);
        });
        profiles.put(ROTATED, new KeyFile(keyFile));
        return new CredentialProfiles(profiles);
    }

    private void rotate() throws IOException {
        VodKey next = rotation.next();
        Path fresh = keyFile.resolveSibling("fresh.json");
        json.writeValue(fresh.toFile(), Map.of("secretId", next.secretId(), "secretKey", next.secretKey()));
        Files.move(fresh, keyFile, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Publishes the row's job and returns its line; fails unless all that the row says holds. */
    String line(Row row, String jobId) throws Exception {
        Map<String, Object> published = row.json(jobId, films.toString());
        write(published.get("mediaFilePath"), row.bytes());
        write(published.get("coverFilePath"), COVER_BYTES);
        for (Map.Entry<String, String> file : row.files().entrySet()) {
            Path path = requireNonNull(film(published.get("mediaFilePath"))).resolveSibling(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
        if (ROTATED.equals(published.get("credentials"))) {
            rotate();
        }
        meet(row.partsAtOnce());
        int callsBefore = inspection.calls().recent().size();
        int sessionsBefore = inspection.sessions().size();
        Run.Outcome outcome = outcome(json.writeValueAsBytes(published));
        List<String> lines = new ArrayList<>();
        // The emulator notes a call just after its answer.
        await(row.name()).atMost(LOGGED)
                .untilAsserted(() -> lines.add(row.line(new Run(
                        String.valueOf(published.get("jobId")), outcome, since(callsBefore), media(outcome),
                        inspection.sessions().size() - sessionsBefore))));
        if (outcome instanceof Run.Outcome.Succeeded(var result)) {
            requireStored(row, result, film(published.get("mediaFilePath")), film(published.get("coverFilePath")));
        }
        assertThat(inspection.uploads()).as("multipart uploads left open").isEmpty();
        return lines.getLast();
    }

    /** The first parts go on when so many bodies are under way, however slowly this machine begins them; if they never are, after a while. */
    private void meet(int parts) {
        CountDownLatch under = new CountDownLatch(parts);
        moments.everyTime(TransferMoments.When.IN_BODY, "putPart", () -> {
            under.countDown();
            try {
                under.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Run.Outcome outcome(byte[] published) throws InterruptedException {
        UploadJob job;
        try {
            job = JobCodec.read(published);
        } catch (InvalidJobException refusal) {
            return new Run.Outcome.Refused(refusal);
        }
        return switch (worker.carry(job)) {
            case Effect.Succeed(var result, _) -> new Run.Outcome.Succeeded(result);
            case Effect.Fail(var error, _) -> new Run.Outcome.Failed(error);
            case Effect other -> throw new AssertionError("no outcome: " + other);
        };
    }

    private List<CallLog.Call> since(int before) throws IOException, InterruptedException {
        List<CallLog.Call> recent = inspection.calls().recent();
        assertThat(recent.size()).as("a log that has forgotten nothing").isLessThan(CallLog.REMEMBERED);
        return recent.subList(before, recent.size());
    }

    private @Nullable MediaView media(Run.Outcome outcome) throws IOException, InterruptedException {
        return outcome instanceof Run.Outcome.Succeeded(var result) ? inspection.media(result.fileId()).orElse(null) : null;
    }

    /** The file that a path means; null if it means none under the root. */
    private @Nullable Path film(@Nullable Object path) {
        String text = String.valueOf(path);
        if (text.startsWith("films:")) {
            return films.resolve(text.substring("films:".length()));
        }
        return text.startsWith(films + "/") ? Path.of(text) : null;
    }

    private void write(@Nullable Object path, int bytes) throws IOException {
        Path file = film(path);
        if (file != null) {
            var content = new byte[bytes];
            new SplittableRandom(bytes).nextBytes(content);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, content);
        }
    }

    /** What was paced on its way would be so on its way back: there the emulator's sum over what it stored must do. */
    private void requireStored(Row row, UploadResult result, @Nullable Path media, @Nullable Path cover)
            throws IOException, InterruptedException {
        assertThat(media).isNotNull();
        byte[] bytes = Files.readAllBytes(media);
        Crc64 sum = new Crc64();
        sum.update(bytes, 0, bytes.length);
        assertThat(inspection.media(result.fileId()).orElseThrow().crc64()).isEqualTo(Long.toUnsignedString(sum.value()));
        assertThat(result.crc64()).isEqualTo(sum.hex());
        assertThat(result.size()).isEqualTo(bytes.length);
        if (row.partsAtOnce() == 0) {
            requireSame(inspection.content(result.fileId()), media);
        }
        for (String text : row.files().values()) {
            requireStored(text);
        }
        if (cover != null) {
            requireSame(inspection.cover(result.fileId()), cover);
        }
    }

    /** Some object on the emulator's disk has just these bytes; which key it has shows in the call. */
    private void requireStored(String text) throws IOException {
        try (Stream<Path> all = Files.walk(objects)) {
            List<String> stored = new ArrayList<>();
            for (Path object : all.filter(Files::isRegularFile).filter(file -> file.toFile().length() < 10_000).toList()) {
                stored.add(Files.readString(object, StandardCharsets.ISO_8859_1));
            }
            assertThat(stored).contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }

    private static void requireSame(InputStream stored, Path source) throws IOException {
        try (stored; InputStream file = new BufferedInputStream(Files.newInputStream(source))) {
            byte[] wanted;
            do {
                wanted = file.readNBytes(1 << 20);
                assertThat(stored.readNBytes(1 << 20)).isEqualTo(wanted);
            } while (wanted.length > 0);
        }
    }

    @Override
    public void close() throws IOException {
        worker.close();
        vod.close();
        cos.close();
        storage.close();
        inspection.close();
        emulator.close();
    }
}
