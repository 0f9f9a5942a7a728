package dev.longshore.e2e.monitoring;

import static org.awaitility.Awaitility.await;

import dev.longshore.sandbox.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus with the committed rules that scrapes some workers each second. */
final class Prometheus implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    static Prometheus scraping(Path dir, List<URI> workers) throws IOException {
        Files.createDirectories(dir);
        for (String rules : List.of("longshore.rules.yml", "longshore.alerts.yml")) {
            Files.copy(Deploy.file("prometheus", rules), dir.resolve(rules));
        }
        String targets = workers.stream().map(URI::getAuthority).collect(Collectors.joining("\", \"", "[\"", "\"]"));
        String config = Files.readString(Deploy.file("prometheus", "prometheus.yml"))
                .replace("interval: 15s", "interval: 1s")
                .replace("[alertmanager:9093]", "[]")
                .replace("[worker:8080]", targets);
        Files.writeString(dir.resolve("prometheus.yml"), config);
        int port = FreePorts.pick();
        Process process = new ProcessBuilder(
                "prometheus", "--config.file=" + dir.resolve("prometheus.yml"), "--storage.tsdb.path=" + dir.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("prometheus.log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await("Prometheus answers").atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> prometheus.samples("vector(1)").size() == 1);
        return prometheus;
    }

    /** The samples that an expression gives now, those that are no number left out. */
    List<JsonNode> samples(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/data/result")
                .valueStream()
                .filter(sample -> sample.get("value") != null && !sample.get("value").get(1).asString().equals("NaN"))
                .toList();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var response =
                http.send(HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        http.close();
    }
}
