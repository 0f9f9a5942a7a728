package dev.longshore.worker.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy: tunnels by CONNECT, absolute targets otherwise. Looks at the first request of each connection only. */
public final class ForwardProxy implements AutoCloseable {
    private final RawServer server = new RawServer();
    private final @Nullable String authorization;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** @param authorization the header's value that is asked for; null if none is */
    public ForwardProxy(@Nullable String authorization) throws IOException {
        this.authorization = authorization;
        server.behave(this::serve);
    }

    public int port() {
        return server.port();
    }

    /** Each connection's first request as method, target and the status the proxy gave, such as {@code CONNECT vod:443 200}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(Socket client) throws IOException, InterruptedException {
        byte[] head = head(client.getInputStream());
        if (head.length == 0) {
            return;
        }
        List<String> lines = new String(head, StandardCharsets.ISO_8859_1).lines().toList();
        String[] first = lines.getFirst().split(" ");
        String given = lines.stream()
                .filter(line -> line.regionMatches(true, 0, "Proxy-Authorization: ", 0, 21))
                .map(line -> line.substring(21))
                .findFirst()
                .orElse(null);
        boolean let = authorization == null || authorization.equals(given);
        requests.add(first[0] + " " + target(first[1]) + " " + (let ? 200 : 407));
        if (!let) {
            answer(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        forward(client, first, head);
    }

    private static void forward(Socket client, String[] first, byte[] head) throws IOException, InterruptedException {
        boolean tunnel = first[0].equals("CONNECT");
        URI to = URI.create(tunnel ? "//" + first[1] : first[1]);
        try (Socket service = new Socket(Objects.requireNonNull(to.getHost()), to.getPort())) {
            if (tunnel) {
                answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                service.getOutputStream().write(head);
            }
            Pipes.join(client, service);
        }
    }

    private static String target(String raw) {
        return raw.startsWith("http") ? URI.create(raw).getAuthority() : raw;
    }

    private static void answer(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
