package dev.longshore.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium, driven through chromedriver by the WebDriver protocol. */
final class Browser implements AutoCloseable {
    static final String TAB = "\uE004";
    static final String ENTER = "\uE007";
    static final String SHIFT = "\uE008";
    static final String ESCAPE = "\uE00C";
    static final String DOWN = "\uE015";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration START = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final URI address;
    private final String session;

    private Browser(Process driver, int port, Path dir) throws Exception {
        this.driver = driver;
        this.address = URI.create("http://127.0.0.1:" + port);
        Awaitility.await("chromedriver, see " + dir)
                .atMost(START)
                .ignoreExceptions()
                .until(() -> send("GET", "/status", null).get("ready").asBoolean());
        Map<String, Object> options = Map.of("binary", program("chromium").toString(), "args", List.of("--headless=new", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB",
                "--user-data-dir=" + dir.resolve("profile")));
        Map<String, Object> wanted = Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"));
        this.session = "/session/"
                + send("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted))).get("sessionId").asString();
    }

    /** Fails if the browser isn't installed. */
    static Browser start(Path dir, int port) throws Exception {
        Files.createDirectories(dir.resolve("profile"));
        Process driver = new ProcessBuilder(program("chromedriver").toString(), "--port=" + port).redirectErrorStream(true)
                .redirectOutput(dir.resolve("chromedriver.log").toFile())
                .start();
        try {
            return new Browser(driver, port, dir);
        } catch (Exception | Error e) {
            end(driver);
            throw e;
        }
    }

    private static Path program(String name) {
        Optional<Path> found =
                Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
        return found.orElseThrow(() -> new AssertionError(
                name + " is not installed, and the console can't be tried without it: apt-get install chromium chromium-driver (.ci/run does)"));
    }

    void open(URI page) throws Exception {
        send("POST", session + "/url", Map.of("url", page.toString()));
    }

    /** What the script returns. */
    JsonNode run(String script, Object... arguments) throws Exception {
        return send("POST", session + "/execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    String text(String selector) throws Exception {
        return run("return document.querySelector(arguments[0])?.textContent ?? ''", selector).asString();
    }

    long count(String selector) throws Exception {
        return run("return document.querySelectorAll(arguments[0]).length", selector).asLong();
    }

    /** Whether it is there and takes up room. */
    boolean shows(String selector) throws Exception {
        return run("return Boolean(document.querySelector(arguments[0])?.getClientRects().length)", selector).asBoolean();
    }

    boolean focused(String selector) throws Exception {
        return run("return Boolean(document.activeElement?.matches(arguments[0]))", selector).asBoolean();
    }

    /** Clicks with the mouse in its middle, as somebody would: what is covered isn't hit. */
    void click(String selector) throws Exception {
        JsonNode found = send("POST", session + "/element", Map.of("using", "css selector", "value", selector));
        send("POST", session + "/element/" + found.values().iterator().next().asString() + "/click", Map.of());
    }

    /** Presses and releases the keys of a text one by one. */
    void type(String text) throws Exception {
        List<Map<String, String>> keys = new ArrayList<>();
        text.codePoints().mapToObj(Character::toString).forEach(key -> {
            keys.add(Map.of("type", "keyDown", "value", key));
            keys.add(Map.of("type", "keyUp", "value", key));
        });
        actions(keys);
    }

    void shiftTab() throws Exception {
        actions(List.of(
                Map.of("type", "keyDown", "value", SHIFT), Map.of("type", "keyDown", "value", TAB), Map.of("type", "keyUp", "value", TAB),
                Map.of("type", "keyUp", "value", SHIFT)));
    }

    private void actions(List<Map<String, String>> keys) throws Exception {
        send("POST", session + "/actions", Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", keys))));
    }

    /** The size of the page's view; narrower than a window can be. */
    void size(int width, int height) throws Exception {
        devTools("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Asks pages for dark or for light colours. */
    void dark(boolean wanted) throws Exception {
        Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", wanted ? "dark" : "light");
        devTools("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** Lets no request through to these addresses; those of before are let through again. */
    void block(String... patterns) throws Exception {
        devTools("Network.enable", Map.of());
        devTools("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
    }

    private void devTools(String command, Map<String, ?> parameters) throws Exception {
        send("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    void screenshot(Path file) throws Exception {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(send("GET", session + "/screenshot", null).asString()));
    }

    /** What the page's console said at level SEVERE since it was asked last. */
    List<String> troubles() throws Exception {
        return send("POST", session + "/se/log", Map.of("type", "browser")).valueStream()
                .filter(entry -> entry.get("level").asString().equals("SEVERE"))
                .map(entry -> entry.get("message").asString())
                .toList();
    }

    private JsonNode send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(response.body()).get("value");
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + value);
        }
        return value;
    }

    @Override
    public void close() throws Exception {
        try {
            send("DELETE", session, null);
        } finally {
            end(driver);
            http.close();
        }
    }

    private static void end(Process driver) throws InterruptedException {
        List<ProcessHandle> browsers = driver.descendants().toList();
        driver.destroy();
        if (!driver.waitFor(10, TimeUnit.SECONDS)) {
            driver.destroyForcibly();
        }
        browsers.forEach(ProcessHandle::destroyForcibly);
    }
}
