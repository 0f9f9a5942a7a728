package dev.longshore.bench.peers;

import dev.longshore.bench.measure.Trees;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.FleetSettings;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.process.Checkout;
import dev.longshore.sandbox.process.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code longshore bench peers}. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Longshore beside Tencent's vod_api, cos_api's TransferManager and a bare socket: the same files and emulator, turn by turn.",
            "The emulator keeps no bytes; it computes the CRC-64 that it answers."
        })
public final class PeersCommand implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each client at each setting.")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "1",
            description = "Times that each client uploads the warm-up files before each measurement.")
    private int warmUp;

    @Option(names = "--load", split = ",", defaultValue = "LARGE,MEDIUM,SMALL,BUNDLE", description = "${COMPLETION-CANDIDATES}.")
    private Set<Load.Kind> loads = EnumSet.noneOf(Load.Kind.class);

    @Option(names = "--threads", split = ",", defaultValue = "1,4,8", description = "Parts of a large file, or files, at once.")
    private List<Integer> threads = List.of();

    @Option(names = "--tls",
            description = "VOD and COS speak TLS; vod_api, which is pointed at the emulator by a proxy setting, and the bare socket stay out.")
    private boolean tls;

    @Option(names = "--quick", description = "A quarter of each load.")
    private boolean quick;

    @Option(names = "--dir", description = "Where files and logs go, up to 5 GiB.", defaultValue = ".longshore/bench")
    private Path dir = Path.of(".longshore", "bench");

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory(Files.createDirectories(dir.toAbsolutePath()), "run");
        TlsKeyFile key = tls ? TlsKeyFile.make(home) : null;
        VodApiProgram vodApi = VodApiProgram.compile(Path.of(System.getProperty(Checkout.HOME, "")).toAbsolutePath(), home);
        List<String> emulator = new ArrayList<>(List.of("--discard", "--checksums=crc"));
        if (key != null) {
            emulator.addAll(key.emulatorArgs());
        }
        FleetSettings settings = FleetSettings.in(home, WorkerJar.find(), Map.of("bench", home))
                .withEmulatorArgs(emulator.toArray(String[]::new))
                .withFullSpeed(true);
        try (Fleet fleet = Fleet.start(settings)) {
            for (Load.Kind kind : loads) {
                Load load = quick ? Load.of(kind).quarter() : Load.of(kind);
                MediaFiles files = MediaFiles.make(home.resolve(kind.name()), load).warmedUp(warmUp);
                for (int n : threads) {
                    Setting setting = new Setting(load, tls, n);
                    compare(setting, files, peers(fleet, setting, vodApi, key, home)).table().forEach(System.out::println);
                    System.out.println();
                }
            }
        } finally {
            Trees.delete(home);
        }
        return 0;
    }

    private List<Callable<Peer>> peers(Fleet fleet, Setting setting, VodApiProgram vodApi, @Nullable TlsKeyFile key, Path home) {
        List<String> jvm = key == null ? List.of() : key.clientJvm();
        List<Callable<Peer>> peers = new ArrayList<>();
        peers.add(() -> LongshorePeer.start(fleet, setting, jvm));
        if (!setting.tls()) {
            peers.add(() -> new ChildPeer("vod_api 2.1.5", vodApi::program, fleet.emulator(), setting, home));
        }
        if (setting.load().kind() != Load.Kind.BUNDLE) {
            peers.add(() -> child("TransferManager", "dev.longshore.bench.peer.TransferManagerPeer", fleet, setting, jvm, home));
            if (!setting.tls()) {
                peers.add(() -> child("transferTo", "dev.longshore.bench.peer.RawPeer", fleet, setting, jvm, home));
            }
        }
        return peers;
    }

    private static Peer child(String name, String main, Fleet fleet, Setting setting, List<String> jvm, Path home) {
        return new ChildPeer(
                name,
                () -> JavaProgram.of(name, main, System.getProperty("java.class.path")).jvm(jvm.toArray(String[]::new)),
                fleet.emulator(),
                setting,
                home);
    }

    private Comparison compare(Setting setting, MediaFiles files, List<Callable<Peer>> makers) throws Exception {
        Comparison comparison = new Comparison(setting);
        List<Peer> peers = new ArrayList<>();
        try {
            for (Callable<Peer> maker : makers) {
                peers.add(maker.call());
            }
            peers.forEach(Peer::rest);
            for (int round = 1; round <= rounds; round++) {
                for (Peer peer : peers) {
                    peer.wake();
                    Figures figures = peer.upload(files);
                    peer.rest();
                    comparison.add(peer.name(), figures);
                    System.err.printf("%s, round %d, %s: %s%n", setting, round, peer.name(), figures);
                }
            }
            return comparison;
        } finally {
            peers.forEach(Peer::wake);
            peers.forEach(Peer::close);
        }
    }
}
