package dev.longshore.sandbox.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running emulator what it holds. Safe for use by several threads. */
public final class EmulatorClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI inspection;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param inspection as {@link Emulator#inspectionUri()} gives it or the emulator prints it */
    public EmulatorClient(URI inspection) {
        this.inspection = inspection;
    }

    /** Whether the emulator answers. */
    public boolean isHealthy() throws InterruptedException {
        try {
            return get("health", HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** All media, oldest first. */
    public List<MediaView> media() throws IOException, InterruptedException {
        return list("media", MediaView.class);
    }

    /** The media with that id. */
    public Optional<MediaView> media(String fileId) throws IOException, InterruptedException {
        return media().stream().filter(media -> media.fileId().equals(fileId)).findFirst();
    }

    /** All sessions since the start, oldest first. */
    public List<SessionView> sessions() throws IOException, InterruptedException {
        return list("sessions", SessionView.class);
    }

    /** Every secret that any session was given since the start: session keys and what certificates are made of. */
    public List<String> secrets() throws IOException, InterruptedException {
        return list("secrets", String[].class).stream().flatMap(Stream::of).toList();
    }

    /** The open multipart uploads, oldest first. */
    public List<UploadView> uploads() throws IOException, InterruptedException {
        return list("uploads", UploadView.class);
    }

    /** The lines in the order of their ports' option. */
    public List<LineView> lines() throws IOException, InterruptedException {
        return list("lines", LineView.class);
    }

    public CallsView calls() throws IOException, InterruptedException {
        return read("calls", CallsView.class);
    }

    /** The bytes of the media file; the caller closes the stream. */
    public InputStream content(String fileId) throws IOException, InterruptedException {
        return bytes("media/" + fileId + "/content");
    }

    /** The bytes of the cover; the caller closes the stream. */
    public InputStream cover(String fileId) throws IOException, InterruptedException {
        return bytes("media/" + fileId + "/cover");
    }

    @Override
    public void close() {
        http.close();
    }

    private InputStream bytes(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = get(path, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (InputStream body = response.body()) {
                throw new IOException(
                        path + " answered " + response.statusCode() + ": " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return response.body();
    }

    private <T> List<T> list(String path, Class<T> element) throws IOException, InterruptedException {
        try (InputStream body = bytes(path)) {
            return json.readerForListOf(element).readValue(body);
        }
    }

    private <T> T read(String path, Class<T> type) throws IOException, InterruptedException {
        try (InputStream body = bytes(path)) {
            return json.readValue(body, type);
        }
    }

    private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(inspection.resolve(Inspection.PREFIX + path)).timeout(TIMEOUT).build();
        return http.send(request, handler);
    }
}
