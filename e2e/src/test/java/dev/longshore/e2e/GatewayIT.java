package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.sandbox.emulator.MediaView;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.GatewayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two gateways on a real broker, with a worker and the emulator. */
class GatewayIT {
    private static final String TOKEN = "a-token-for-the-gateway-it-0123456789";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;
    private static GatewayProcess process;
    private static GatewayCaller one;
    private static GatewayCaller other;

    @BeforeAll
    static void start() throws Exception {
        storage = Files.createDirectories(dir.resolve("storage"));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withEmulatorArgs("--bandwidth=20MiB"));
        fleet.addWorkers("worker-a");
        process = fleet.addGateway("gateway-a", TOKEN, "--longshore.gateway.max-publishing=40", "--longshore.gateway.max-batch=40");
        one = new GatewayCaller(process.address(), TOKEN);
        other = new GatewayCaller(fleet.addGateway("gateway-b", TOKEN).address(), TOKEN);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        fleet.close();
    }

    @Test
    void anUploadIsSubmittedToOneGatewayAndFollowedAtBothToItsMedia() throws Exception {
        Path film = SampleFiles.random(storage.resolve("film.mp4"), 60_000_000, 1);
        GatewayCaller.Answer submitted = one.post("/v1/uploads", job("films/film 1".replace(' ', '-'), film));
        assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(202);
        String location = submitted.header("Location");
        assertThat(location).isEqualTo("/v1/uploads/films%2Ffilm-1");
        CompletableFuture<List<GatewayCaller.Event>> elsewhere = events(other, location);
        List<GatewayCaller.Event> events = one.events(location + "/events");
        assertThat(events.getLast().name()).isEqualTo("end");
        JsonNode end = events.getLast().data();
        assertThat(end.get("state").asString()).isEqualTo("succeeded");
        String fileId = end.get("result").get("fileId").asString();
        assertThat(SampleFiles.sha256(fleet.emulator().client().content(fileId))).isEqualTo(SampleFiles.sha256(film));
        assertThat(events).extracting(event -> event.data().get("bytesDone").asLong()).isSorted().hasSizeGreaterThan(2);
        assertThat(elsewhere.get().getLast().data()).isEqualTo(end);
        assertThat(other.get(location).body()).isEqualTo(one.get(location).body());
        assertThat(other.get("/v1/uploads?text=film.mp4&state=succeeded").body().get("uploads")).anyMatch(upload -> upload.equals(end));
    }

    @Test
    void aRepeatedRequestMakesOneUploadAtWhicheverGateway() throws Exception {
        Path film = SampleFiles.random(storage.resolve("once.mp4"), 5000, 2);
        String body = GatewayCaller.json(Map.of("mediaFilePath", film.toString()));
        String id = one.post("/v1/uploads", body, "Idempotency-Key", "once").body().get("id").asString();
        assertThat(one.post("/v1/uploads", body, "Idempotency-Key", "once").body().get("id").asString()).isEqualTo(id);
        assertThat(other.post("/v1/uploads", body, "Idempotency-Key", "once").body().get("id").asString()).isEqualTo(id);
        assertThat(other.events("/v1/uploads/" + id + "/events").getLast().data().get("state").asString()).isEqualTo("succeeded");
        assertThat(other.post("/v1/uploads", body, "Idempotency-Key", "once").body().get("state").asString()).isEqualTo("succeeded");
        GatewayCaller.Answer conflict =
                other.post("/v1/uploads", body.replace("once.mp4", "another.mp4"), "Idempotency-Key", "once");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(mediaNamed("once")).isEqualTo(1);
    }

    @Test
    void aBatchIsUploadedAndListedPageByPage() throws Exception {
        List<Map<String, String>> jobs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Path file = SampleFiles.random(storage.resolve("batch/part-" + i + ".mp4"), 1000 + i, i);
            jobs.add(Map.of("jobId", "batch-" + i, "mediaFilePath", file.toString()));
        }
        GatewayCaller.Answer submitted = one.post("/v1/uploads", GatewayCaller.json(Map.of("jobs", jobs)));
        assertThat(submitted.status()).isEqualTo(202);
        assertThat(submitted.body().get("uploads")).hasSize(12);
        await().atMost(PATIENCE)
                .until(() -> other.get("/v1/uploads?text=batch-&state=succeeded").body().get("uploads").size() == 12);
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = other.get("/v1/uploads?text=batch-&limit=5" + cursor).body();
            page.get("uploads").forEach(upload -> ids.add(upload.get("id").asString()));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aFailedUploadTellsItsCauseAndIsReplayedWhenThatIsMended() throws Exception {
        Path late = storage.resolve("late.mp4");
        one.post("/v1/uploads", job("late", late));
        JsonNode failed = one.events("/v1/uploads/late/events").getLast().data();
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("error").get("code").asString()).isEqualTo("Source.NotFound");
        assertThat(failed.get("error").get("hint").asString()).isNotBlank();
        // Each gateway reads for itself, and this one may be a moment behind.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(other.get("/v1/uploads?state=failed&text=source.notfound").body().get("uploads"))
                        .anyMatch(upload -> upload.get("id").asString().equals("late")));
        SampleFiles.random(late, 1000, 3);
        GatewayCaller.Answer replayed = other.post("/v1/uploads/late/replay", "");
        assertThat(replayed.status()).as(replayed.body().toString()).isEqualTo(202);
        JsonNode end = one.events("/v1/uploads/late/events?afterRun=1").getLast().data();
        assertThat(end.get("state").asString()).isEqualTo("succeeded");
        assertThat(end.get("run").asInt()).isEqualTo(2);
        assertThat(one.post("/v1/uploads/late/replay", "").status()).isEqualTo(409);
    }

    @Test
    void aScheduledUploadIsCancelledAtTheOtherGateway() throws Exception {
        Path film = SampleFiles.random(storage.resolve("later.mp4"), 1000, 4);
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String body = GatewayCaller.json(Map.of("jobId", "later", "mediaFilePath", film.toString(), "notBefore", tomorrow.toString()));
        one.post("/v1/uploads", body);
        await().atMost(PATIENCE).until(() -> other.get("/v1/uploads/later").body().get("state").asString().equals("scheduled"));
        assertThat(other.post("/v1/uploads/later/cancel", "{\"reason\":\"a new cut\"}").status()).isEqualTo(202);
        JsonNode end = one.events("/v1/uploads/later/events").getLast().data();
        assertThat(end.get("state").asString()).isEqualTo("cancelled");
        assertThat(end.get("error").get("message").asString()).contains("a new cut");
        assertThat(other.post("/v1/uploads/later/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void whatIsWrongIsRefusedWithAReason() throws Exception {
        try (GatewayCaller stranger = new GatewayCaller(process.address(), "some-other-token-0123456789")) {
            GatewayCaller.Answer unknown = stranger.get("/v1/uploads");
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(unknown.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(stranger.get("/actuator/prometheus").status()).isEqualTo(401);
            assertThat(stranger.get("/actuator/health").status()).isEqualTo(401);
        }
        assertThat(one.get("/actuator/prometheus").response().body()).contains("longshore_gateway_uploads");
        assertThat(one.get("/actuator/env").status()).isEqualTo(404);
        assertThat(one.get("/v1/uploads/nobody-knows").status()).isEqualTo(404);
        GatewayCaller.Answer large = one.post("/v1/uploads", "{\"mediaName\":\"" + "x".repeat(5_000_000) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        GatewayCaller.Answer wrong = one.post("/v1/uploads", "{\"mediaFilePath\":\"https://host/a.mp4\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().get("errors").get(0).get("field").asString()).isEqualTo("mediaFilePath");
    }

    @Test
    void aCrowdIsToldToComeBackAndLosesNothing() throws Exception {
        Path film = SampleFiles.random(storage.resolve("crowd.mp4"), 1000, 5);
        List<CompletableFuture<GatewayCaller.Answer>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String body = batch("crowd-" + i, film);
                answers.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return one.post("/v1/uploads", body);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }, threads));
            }
        }
        List<GatewayCaller.Answer> all = answers.stream().map(CompletableFuture::join).toList();
        assertThat(all).allMatch(answer -> answer.status() == 202 || answer.status() == 429);
        assertThat(all.stream().filter(answer -> answer.status() == 429)).as("refused")
                .isNotEmpty()
                .allMatch(answer -> answer.header("Retry-After").equals("1"));
        long taken = all.stream().filter(answer -> answer.status() == 202).count() * 40;
        assertThat(taken).isPositive();
        await().atMost(PATIENCE).until(() -> scheduled() == taken);
    }

    /** Forty jobs that wait for tomorrow, so that nobody has to upload them. */
    private static String batch(String prefix, Path file) {
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        List<Map<String, String>> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            jobs.add(Map.of("jobId", prefix + "-" + i, "mediaFilePath", file.toString(), "notBefore", tomorrow.toString()));
        }
        return GatewayCaller.json(Map.of("jobs", jobs));
    }

    private static long scheduled() throws Exception {
        long count = 0;
        String cursor = "";
        do {
            JsonNode page = other.get("/v1/uploads?text=crowd-&state=scheduled&limit=500" + cursor).body();
            count += page.get("uploads").size();
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        return count;
    }

    private static CompletableFuture<List<GatewayCaller.Event>> events(GatewayCaller gateway, String location) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return gateway.events(location + "/events");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, Thread::startVirtualThread);
    }

    private static String job(String id, Path file) {
        return GatewayCaller.json(Map.of("jobId", id, "mediaFilePath", file.toString()));
    }

    private static long mediaNamed(String name) throws Exception {
        return fleet.emulator()
                .client()
                .media()
                .stream()
                .map(MediaView::name)
                .filter(it -> it.equals(name) || it.startsWith(name + "."))
                .count();
    }
}
