package dev.longshore.bench.peer;

import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.auth.COSSigner;
import com.qcloud.cos.http.HttpMethodName;
import com.tencentcloudapi.vod.v20180717.models.ApplyUploadResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The limit: {@code transferTo} from the file to a socket, where the kernel moves the bytes and nobody looks at them. No multipart upload and no commit: each of a
 * file's pieces becomes an object of a session of its own. Without TLS only.
 */
public final class RawPeer {
    private final Order order;
    private final VodCalls vod;

    private RawPeer(Order order) {
        this.order = order;
        this.vod = new VodCalls(order);
    }

    public static void main(String[] args) throws Exception {
        Harness.main(args, order -> new RawPeer(order)::upload);
    }

    private void upload(Path file) throws Exception {
        try (FileChannel source = FileChannel.open(file);
                ExecutorService threads = Executors.newFixedThreadPool(order.parts())) {
            long piece = Math.ceilDiv(source.size(), order.parts());
            List<Callable<Void>> pieces = new ArrayList<>();
            for (long from = 0; from < source.size(); from += piece) {
                long offset = from;
                long length = Math.min(piece, source.size() - from);
                pieces.add(() -> {
                    put(file, source, offset, length);
                    return null;
                });
            }
            for (var sent : threads.invokeAll(pieces)) {
                sent.get();
            }
        }
    }

    private void put(Path file, FileChannel source, long offset, long length) throws Exception {
        ApplyUploadResponse session = vod.apply(file);
        try (SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), order.cosPort()))) {
            socket.write(ByteBuffer.wrap(head(session, length).getBytes(StandardCharsets.UTF_8)));
            for (long at = offset; at < offset + length;) {
                at += source.transferTo(at, offset + length - at, socket);
            }
            InputStream in = new BufferedInputStream(socket.socket().getInputStream());
            String status = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            if (!status.endsWith("200")) {
                throw new IOException("COS answered " + status);
            }
        }
    }

    private static String head(ApplyUploadResponse session, long length) {
        String host = session.getStorageBucket() + ".cos." + session.getStorageRegion() + ".myqcloud.com";
        var certificate = session.getTempCertificate();
        var credentials = new BasicSessionCredentials(certificate.getSecretId(), certificate.getSecretKey(), certificate.getToken());
        String authorization = new COSSigner()
                .buildAuthorizationStr(
                        HttpMethodName.PUT,
                        session.getMediaStoragePath(),
                        new HashMap<>(Map.of("host", host)),
                        new HashMap<>(),
                        credentials,
                        Date.from(Instant.now().plusSeconds(600)));
        return String.join(
                "\r\n",
                "PUT " + session.getMediaStoragePath() + " HTTP/1.1",
                "Host: " + host,
                "Authorization: " + authorization,
                "x-cos-security-token: " + credentials.getSessionToken(),
                "Content-Length: " + length,
                "Connection: close",
                "",
                "");
    }
}
