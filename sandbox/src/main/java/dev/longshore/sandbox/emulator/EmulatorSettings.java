package dev.longshore.sandbox.emulator;

import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.http.HttpServer;
import dev.longshore.sandbox.http.Pace;
import dev.longshore.sandbox.vod.VodAccount;
import dev.longshore.sandbox.vod.VodKey;
import dev.longshore.sandbox.vod.VodSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set about an emulator.
 *
 * @param clock the time that sessions, certificates and media go by
 * @param signatureClock the time that signatures are checked against: that of the machines that sign
 */
public record EmulatorSettings(
        Listen listen, VodSettings vod, StoreSettings store, Pace.Settings pace, InstantSource clock, InstantSource signatureClock) {

    /** The key pair of the sandbox account. It opens nothing anywhere else. */
    public static final String SECRET_ID = "AKIDsandbox0000000000000000000000000";

    public static final String SECRET_KEY = "sandboxSecretKey0000000000000000";

    public static final int VOD_PORT = 9601;
    public static final int COS_PORT = 9602;
    public static final int INSPECTION_PORT = 9603;
    public static final Path DIRECTORY = Path.of(".longshore", "emulator");

    /**
     * Where to listen; port 0 takes any free one.
     *
     * @param linePorts further ports that take the calls of both services, each a line with a cap of its own
     * @param tls the key with which VOD and COS speak TLS; plain HTTP when absent
     */
    public record Listen(
            String address, int vodPort, int cosPort, int inspectionPort, List<Integer> linePorts, HttpServer.@Nullable TlsKey tls) {
        public Listen {
            linePorts = List.copyOf(linePorts);
        }

        /** No lines, plain HTTP. */
        public Listen(String address, int vodPort, int cosPort, int inspectionPort) {
            this(address, vodPort, cosPort, inspectionPort, List.of(), null);
        }

        /** The same with so many lines, each on any free port. */
        public Listen withLines(int count) {
            return new Listen(address, vodPort, cosPort, inspectionPort, Collections.nCopies(count, 0), tls);
        }
    }

    /** Loopback, the default ports, objects on disk, no caps and full speed. */
    public static EmulatorSettings defaults() {
        return new EmulatorSettings(
                new Listen("127.0.0.1", VOD_PORT, COS_PORT, INSPECTION_PORT),
                VodSettings.of(VodAccount.of(new VodKey(SECRET_ID, SECRET_KEY))),
                StoreSettings.onDisk(DIRECTORY),
                Pace.Settings.FULL_SPEED,
                InstantSource.system(),
                InstantSource.system());
    }

    public EmulatorSettings withListen(Listen changed) {
        return new EmulatorSettings(changed, vod, store, pace, clock, signatureClock);
    }

    public EmulatorSettings onFreePorts() {
        return withListen(new Listen(listen.address(), 0, 0, 0, listen.linePorts(), listen.tls()));
    }

    public EmulatorSettings withVod(UnaryOperator<VodSettings> change) {
        return new EmulatorSettings(listen, change.apply(vod), store, pace, clock, signatureClock);
    }

    public EmulatorSettings withStore(StoreSettings changed) {
        return new EmulatorSettings(listen, vod, changed, pace, clock, signatureClock);
    }

    public EmulatorSettings withPace(Pace.Settings changed) {
        return new EmulatorSettings(listen, vod, store, changed, clock, signatureClock);
    }

    /** One time for all. */
    public EmulatorSettings withClock(InstantSource changed) {
        return new EmulatorSettings(listen, vod, store, pace, changed, changed);
    }

    /** Lets sessions, certificates and media age without making the callers' signatures old. */
    public EmulatorSettings withSessionClock(InstantSource changed) {
        return new EmulatorSettings(listen, vod, store, pace, changed, signatureClock);
    }
}
