package dev.longshore.worker.testing;

import dev.longshore.job.UploadJob;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorClient;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.vod.VodSettings;
import dev.longshore.worker.bundle.ManifestNames;
import dev.longshore.worker.bundle.ServiceNames;
import dev.longshore.worker.cos.ObjectStore;
import dev.longshore.worker.cos.RetryingObjectStore;
import dev.longshore.worker.cos.tencent.CosObjectStore;
import dev.longshore.worker.cos.tencent.CosSettings;
import dev.longshore.worker.ledger.Effect;
import dev.longshore.worker.ledger.LedgerPolicy;
import dev.longshore.worker.seal.AesGcmSeal;
import dev.longshore.worker.seal.KeyRing;
import dev.longshore.worker.source.RootedStorage;
import dev.longshore.worker.source.SourceSettings;
import dev.longshore.worker.step.Task;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.uploader.ShortCircuit;
import dev.longshore.worker.uploader.StepPorts;
import dev.longshore.worker.uploader.StepRuntime;
import dev.longshore.worker.uploader.StepSettings;
import dev.longshore.worker.uploader.UploadSteps;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.ManifestService;
import dev.longshore.worker.vod.MediaService;
import dev.longshore.worker.vod.tencent.VodManifestService;
import dev.longshore.worker.vod.tencent.VodMediaService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A whole worker (ledger, steps, adapters) before the emulated services over HTTP, with files on disk below the root {@code films}. Sessions,
 * certificates, leases and retries go by one clock that a test may set ahead.
 */
public final class Rig implements AutoCloseable {
    /** One unit a slice, one after the other: a slice's budget is spent as soon as it has taken its first. */
    public static final LedgerPolicy UNIT_BY_UNIT = slices(Duration.ofNanos(1), 1);

    private final ShiftedClock clock = new ShiftedClock();
    private final Path films;
    private final Emulator emulator;
    private final EmulatorClient inspection;
    private final RootedStorage storage;
    private final VodMediaService vod;
    private final VodManifestService manifests;
    private final CosObjectStore cos;
    private final TransferMoments moments;
    private final ShortCircuit worker;

    /**
     * @param roots more of them, by name
     * @param account changes to the emulated VOD
     * @param media put before the VOD adapter
     * @param serviceAhead how far the service's clock is ahead of the worker's
     * @param line what lies between the worker and the services
     * @param asksForManifests whether VOD tells what manifests name
     */
    public record Options(
            LedgerPolicy policy,
            Map<String, Path> roots,
            UnaryOperator<VodSettings> account,
            UnaryOperator<MediaService> media,
            Duration serviceAhead,
            Line line,
            boolean asksForManifests) {
        public static final Options DEFAULT =
                new Options(LedgerPolicy.DEFAULT, Map.of(), UnaryOperator.identity(), UnaryOperator.identity(), Duration.ZERO, Line.DIRECT,
                        false);

        public Options with(LedgerPolicy changed) {
            return new Options(changed, roots, account, media, serviceAhead, line, asksForManifests);
        }

        public Options withRoots(Map<String, Path> changed) {
            return new Options(policy, changed, account, media, serviceAhead, line, asksForManifests);
        }

        public Options withAccount(UnaryOperator<VodSettings> changed) {
            return new Options(policy, roots, changed, media, serviceAhead, line, asksForManifests);
        }

        public Options withMedia(UnaryOperator<MediaService> changed) {
            return new Options(policy, roots, account, changed, serviceAhead, line, asksForManifests);
        }

        public Options withServiceAhead(Duration changed) {
            return new Options(policy, roots, account, media, changed, line, asksForManifests);
        }

        public Options withLine(Line changed) {
            return new Options(policy, roots, account, media, serviceAhead, changed, asksForManifests);
        }

        public Options withManifestsAskedFor() {
            return new Options(policy, roots, account, media, serviceAhead, line, true);
        }
    }

    public Rig(Path folder, Options options) throws IOException {
        films = Files.createDirectories(folder.resolve("films"));
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withSessionClock(() -> clock.instant().plus(options.serviceAhead()))
                .withStore(StoreSettings.onDisk(folder.resolve("objects")))
                .withVod(options.account()));
        inspection = new EmulatorClient(emulator.inspectionUri());
        Map<String, Path> roots = new HashMap<>(options.roots());
        roots.put("films", films);
        storage = new RootedStorage(SourceSettings.of(roots));
        var key = new Credential(EmulatorSettings.SECRET_ID, EmulatorSettings.SECRET_KEY, null);
        var keys = CredentialProfiles.ofKeys(Map.of("default", key));
        var called = vodSettings(options.line());
        vod = new VodMediaService(called, keys);
        manifests = new VodManifestService(called, keys);
        cos = new CosObjectStore(cosSettings(options.line()), Clocks.REAL);
        moments = new TransferMoments(options.line().before(ObjectStore.class, cos));
        worker = new ShortCircuit(new UploadSteps(ports(options), runtime(), StepSettings.DEFAULT), options.policy(), clock);
    }

    private dev.longshore.worker.vod.tencent.VodSettings vodSettings(Line line) {
        var d = dev.longshore.worker.vod.tencent.VodSettings.plain(line.vod("127.0.0.1:" + emulator.vodPort()));
        return new dev.longshore.worker.vod.tencent.VodSettings(
                d.endpoint(), d.scheme(), d.defaultRegion(), d.connectTimeout(), line.patience(), d.writeTimeout(), d.proxy());
    }

    private CosSettings cosSettings(Line line) {
        CosSettings d = CosSettings.plain(line.cos("127.0.0.1:" + emulator.cosPort()));
        return new CosSettings(
                d.endpoint(), d.scheme(), d.maxConnections(), d.connectTimeout(), d.poolTimeout(), line.patience(), d.trafficLimit(),
                d.proxy());
    }

    private StepPorts ports(Options options) {
        Line line = options.line();
        String key = Base64.getEncoder().encodeToString(new byte[KeyRing.KEY_BYTES]);
        var seal = new AesGcmSeal(KeyRing.of(List.of(new KeyRing.NamedKey("key-1", key))));
        var store = new RetryingObjectStore(moments, RetryingObjectStore.Policy.DEFAULT, line.pauses(clock));
        ManifestNames names =
                options.asksForManifests() ? ServiceNames.of(line.before(ManifestService.class, manifests)) : ManifestNames.LOCAL;
        return new StepPorts(storage, options.media().apply(line.before(MediaService.class, vod)), store, seal, names);
    }

    private StepRuntime runtime() {
        StepRuntime real = StepRuntime.real();
        return new StepRuntime(clock, real.nanos(), real.forker(), real.sessionIds());
    }

    /** The default policy but for the slices. */
    public static LedgerPolicy slices(Duration budget, int concurrentUploadNumber) {
        LedgerPolicy d = LedgerPolicy.DEFAULT;
        return new LedgerPolicy(
                d.lease(), d.maxAttempts(), d.maxLosses(), d.backoffFirst(), d.backoffMost(), d.dedupeWindow(), budget,
                d.sliceParallelism(), concurrentUploadNumber, d.queueGrace());
    }

    /** The folder of the root {@code films}. */
    public Path films() {
        return films;
    }

    public ShiftedClock clock() {
        return clock;
    }

    public TransferMoments moments() {
        return moments;
    }

    public EmulatorClient inspection() {
        return inspection;
    }

    public void whileQueued(Consumer<Task> listener) {
        worker.whileQueued(listener);
    }

    /** Asks to cancel the job that is being carried. */
    public void cancel(String jobId) {
        worker.cancel(jobId);
    }

    /** Carries a job until nothing of it is in flight and returns its outcome. */
    public Effect carry(UploadJob job) throws InterruptedException {
        return worker.carry(job);
    }

    @Override
    public void close() throws IOException {
        worker.close();
        vod.close();
        manifests.close();
        cos.close();
        storage.close();
        inspection.close();
        emulator.close();
    }
}
