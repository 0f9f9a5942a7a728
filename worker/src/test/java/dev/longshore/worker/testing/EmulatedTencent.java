package dev.longshore.worker.testing;

import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.worker.cos.tencent.CosObjectStore;
import dev.longshore.worker.cos.tencent.CosSettings;
import dev.longshore.worker.time.Clocks;
import dev.longshore.worker.vod.Credential;
import dev.longshore.worker.vod.CredentialProfiles;
import dev.longshore.worker.vod.tencent.VodMediaService;
import dev.longshore.worker.vod.tencent.VodSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The emulated VOD and COS with the worker's adapters connected to them. */
public final class EmulatedTencent implements AutoCloseable {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Emulator emulator;
    private final VodMediaService vod;
    private final CosObjectStore cos;

    public EmulatedTencent(Path directory, int smallestPart, UnaryOperator<dev.longshore.sandbox.vod.VodSettings> change)
            throws IOException {
        emulator = Emulator.start(EmulatorSettings.defaults()
                .onFreePorts()
                .withStore(StoreSettings.onDisk(directory).withSmallestPart(smallestPart))
                .withClock(() -> Instant.now().plus(ahead.get()))
                .withVod(change));
        vod = vod(EmulatorSettings.SECRET_KEY);
        cos = new CosObjectStore(CosSettings.plain("127.0.0.1:" + emulator.cosPort()), Clocks.REAL);
    }

    public VodMediaService vod() {
        return vod;
    }

    /** A service that signs with another secret. */
    public VodMediaService vod(String secretKey) {
        return new VodMediaService(
                VodSettings.plain("127.0.0.1:" + emulator.vodPort()),
                CredentialProfiles.ofKeys(Map.of("default", new Credential(EmulatorSettings.SECRET_ID, secretKey, null))));
    }

    public CosObjectStore cos() {
        return cos;
    }

    /** Sets the services' clock ahead of the worker's. */
    public void ahead(Duration duration) {
        ahead.set(duration);
    }

    @Override
    public void close() throws IOException {
        vod.close();
        cos.close();
        emulator.close();
    }
}
