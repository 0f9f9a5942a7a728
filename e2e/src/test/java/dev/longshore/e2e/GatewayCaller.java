package dev.longshore.e2e;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one gateway as any program would. */
final class GatewayCaller implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String token;

    GatewayCaller(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** What was answered. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** One server-sent event. */
    record Event(String name, JsonNode data) {}

    Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    Answer post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** The stream of events until the gateway ends it. */
    List<Event> events(String path) throws Exception {
        String text = http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
        return List.of(text.split("\n\n")).stream().filter(block -> block.startsWith("event: ")).map(GatewayCaller::event).toList();
    }

    private static Event event(String block) {
        String[] lines = block.split("\n", 2);
        return new Event(lines[0].substring("event: ".length()), JSON.readTree(lines[1].substring("data: ".length())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT).header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(response.statusCode(), isJson ? JSON.readTree(response.body()) : JSON.nullNode(), response);
    }

    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String json(Map<String, ?> value) {
        return JSON.writeValueAsString(value);
    }

    @Override
    public void close() {
        http.close();
    }
}
