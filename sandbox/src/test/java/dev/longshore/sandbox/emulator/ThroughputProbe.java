package dev.longshore.sandbox.emulator;

import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.auth.COSSigner;
import com.qcloud.cos.http.HttpMethodName;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import dev.longshore.sandbox.cos.Checksums;
import dev.longshore.sandbox.cos.StoreSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Measures how fast an emulator takes bytes: raw sockets in this process send one buffer again and again. Not a test;
 * run its main method. Arguments: {@code none|crc|full|DIRECTORY} [connections] [MiB per connection] [rounds].
 */
final class ThroughputProbe {

    private final Emulator emulator;
    private final ApplyUploadResponse session;

    private ThroughputProbe(Emulator emulator, ApplyUploadResponse session) {
        this.emulator = emulator;
        this.session = session;
    }

    public static void main(String[] args) throws Exception {
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        long bytes = (args.length > 2 ? Long.parseLong(args[2]) : 2048) << 20;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        try (Emulator emulator = Emulator.start(
                EmulatorSettings.defaults().onFreePorts().withStore(store(args.length > 0 ? args[0] : "none")));
                RealClients clients = new RealClients(emulator)) {
            var probe = new ThroughputProbe(emulator, clients.apply(request -> {}));
            for (int round = 1; round <= rounds; round++) {
                probe.round(round, connections, bytes);
            }
        }
    }

    private static StoreSettings store(String name) {
        for (Checksums checksums : Checksums.values()) {
            if (checksums.name().equalsIgnoreCase(name)) {
                return StoreSettings.discarding(checksums);
            }
        }
        return StoreSettings.onDisk(Path.of(name));
    }

    private void round(int round, int connections, long bytes) throws Exception {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            long start = System.nanoTime();
            long cpu = cpuNanos();
            Callable<String> sender = () -> send(bytes);
            for (var answer : threads.invokeAll(Collections.nCopies(connections, sender))) {
                if (!answer.get().startsWith("HTTP/1.1 200")) {
                    throw new IOException("refused: " + answer.get());
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double mib = (double) connections * bytes / (1 << 20);
            System.out.printf("round %d: %d x %d MiB in %.2f s = %.0f MiB/s, %.2f CPU s/GiB for both ends%n", round, connections,
                    bytes >> 20, seconds, mib / seconds, (cpuNanos() - cpu) / 1e9 / (mib / 1024));
        }
    }

    private String send(long bytes) throws IOException {
        try (SocketChannel socket =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), emulator.cosPort()))) {
            socket.write(ByteBuffer.wrap(head(bytes).getBytes(StandardCharsets.US_ASCII)));
            var buffer = ByteBuffer.allocateDirect(1 << 20);
            for (long left = bytes; left > 0;) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                while (buffer.hasRemaining()) {
                    left -= socket.write(buffer);
                }
            }
            var answer = ByteBuffer.allocate(4096);
            socket.read(answer);
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
        }
    }

    private String head(long bytes) {
        String host = session.getStorageBucket() + ".cos." + session.getStorageRegion() + ".myqcloud.com";
        var credentials = new BasicSessionCredentials(session.getTempCertificate().getSecretId(),
                session.getTempCertificate().getSecretKey(), session.getTempCertificate().getToken());
        String authorization = new COSSigner().buildAuthorizationStr(HttpMethodName.PUT, session.getMediaStoragePath(),
                new HashMap<>(Map.of("host", host)), new HashMap<>(), credentials, Date.from(Instant.now().plusSeconds(600)));
        return String.join("\r\n", List.of(
                "PUT " + session.getMediaStoragePath() + " HTTP/1.1",
                "Host: " + host,
                "Authorization: " + authorization,
                "x-cos-security-token: " + credentials.getSessionToken(),
                "Content-Length: " + bytes,
                "Connection: close",
                "",
                ""));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
