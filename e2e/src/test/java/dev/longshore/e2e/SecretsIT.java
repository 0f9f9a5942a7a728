package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.job.UploadJobBuilder;
import dev.longshore.sandbox.broker.KafkaRelease;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.sandbox.fleet.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * No secret that a run uses stands in a topic, a state store, a log or a metric: after uploads that succeed, one whose worker is killed, and ones that
 * fail by wrong keys, by an expired certificate and by hostile input.
 */
class SecretsIT {
    private static final Logger log = LoggerFactory.getLogger(SecretsIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long PARTS = 8L << 20;

    private static final String FILE_ID = "AKIDfromAFile00000000000000000000000";
    private static final String FILE_KEY = "fileSecretKey+/0123456789==";
    private static final String FILE_TOKEN = "fileToken/0123456789+abcdefghij=";
    private static final String WRONG_KEY = "wrongSecretKey+/0123456789==";
    private static final byte[] SEAL_KEY = "a sealing key of thirty-two byte".getBytes(StandardCharsets.US_ASCII);
    private static final String SEAL_KEY_TEXT = Base64.getEncoder().encodeToString(SEAL_KEY);

    @TempDir
    static Path dir;

    private static Path storage;
    private static Fleet fleet;
    private static Publisher publisher;

    @BeforeAll
    static void start() throws IOException {
        storage = Files.createDirectories(dir.resolve("storage"));
        Path file = Files.writeString(dir.resolve("file.json"), key(FILE_ID, FILE_KEY, FILE_TOKEN));
        Path wrong = Files.writeString(dir.resolve("wrong.json"), key(EmulatorSettings.SECRET_ID, WRONG_KEY, ""));
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withEmulatorArgs(
                        "--key=" + EmulatorSettings.SECRET_ID + ":" + EmulatorSettings.SECRET_KEY,
                        "--key=" + FILE_ID + ":" + FILE_KEY + ":" + FILE_TOKEN,
                        "--certificate-lifetime=15s", "--bandwidth=4MiB")
                .withWorkerArgs(
                        "--longshore.seal.keys[0].id=scanned", "--longshore.seal.keys[0].key=" + SEAL_KEY_TEXT,
                        "--longshore.credentials.file.file=" + file,
                        "--longshore.credentials.wrong.file=" + wrong,
                        "--longshore.ledger.max-attempts=2", "--longshore.lease=3s"));
        fleet.addWorkers("worker-a", "worker-b");
        publisher = new Publisher(fleet.bootstrapServers());
    }

    @AfterAll
    static void stop() throws Exception {
        publisher.close();
        fleet.close();
    }

    private static String key(String id, String key, String token) {
        return "{\"secretId\":\"%s\",\"secretKey\":\"%s\",\"token\":\"%s\"}".formatted(id, key, token);
    }

    @Test
    void noTopicStoreLogOrMetricHoldsASecretOfTheRun() throws Exception {
        runJobs();
        List<String> secrets = fleet.emulator().client().secrets();
        assertThat(secrets).as("session keys and certificates of at least four sessions").hasSizeGreaterThanOrEqualTo(16);
        SecretScan scan = scan(secrets);
        EveryPlace places = new EveryPlace(scan, "marker-");

        for (WorkerProcess worker : fleet.workers()) {
            if (worker.process().isAlive()) {
                places.text("metrics", "metrics of " + worker.name(), get(worker.address().resolve("/actuator/prometheus")));
                places.text("health", "health of " + worker.name(), get(worker.address().resolve("/actuator/health")));
            }
            // In order, so that Kafka Streams writes its stores to disk.
            worker.close();
        }
        List<String> topics = places.topics(fleet.bootstrapServers());
        fleet.kafka().node(1).stop();
        places.files("broker's files", dir.resolve("fleet/kafka"));
        places.files("stores", dir.resolve("fleet/state"));
        for (WorkerProcess worker : fleet.workers()) {
            places.text("logs", "log of " + worker.name(), Files.readAllBytes(worker.process().log()));
        }

        log.info("looked for {} secrets of {} sessions in {}", scan.secrets(), secrets.size() / 4, places.bytes());
        assertThat(topics).contains(
                "longshore.jobs", "longshore.admitted", TestFleet.TASKS + "slices", TestFleet.TASKS + "resumes",
                TestFleet.TASKS + "closings",
                "longshore.reports", "longshore.results", "longshore.errors", "longshore.status", "longshore.ledger-jobs-changelog",
                "__consumer_offsets", "__transaction_state");
        if (TestFleet.RELEASE == KafkaRelease.CURRENT) {
            assertThat(topics).contains("__share_group_state");
        }
        for (String kind : List.of(
                "topic " + TestFleet.TASKS + "slices", "topic longshore.reports", "topic " + TestFleet.TASKS + "closings",
                "topic longshore.ledger-jobs-changelog", "broker's files", "stores", "logs")) {
            assertThat(places.marked(kind)).as("texts of the run's jobs that were looked through among %s", kind).isPositive();
        }
        assertThat(places.bytes().get("metrics")).isPositive();
        assertThat(places.findings()).isEmpty();
    }

    private static void runJobs() throws Exception {
        publisher.publish(job("marker-plain", 100_000).build());
        publisher.publish(job("marker-file", 100_000).credentials("file").build());
        publisher.publish(job("marker-wrong", 100_000).credentials("wrong").build());
        publisher.publish(job("marker-none", 100_000).credentials("nobody").build());
        publisher.publish("marker-broken", "{\"jobId\": \"marker-broken\", ".getBytes(StandardCharsets.UTF_8));
        publisher.publish(UploadJob.of("marker-outside", "/proc/self/environ"));
        publisher.publish(
                UploadJob.of("marker-link", Files.createSymbolicLink(storage.resolve("link.mp4"), dir.resolve("file.json")).toString()));
        awaitEnd("marker-plain", "marker-file", "marker-wrong", "marker-none", "marker-outside", "marker-link");
        assertThat(publisher.resultsOf("marker-plain")).hasSize(1);
        assertThat(publisher.resultsOf("marker-file")).hasSize(1);
        assertThat(publisher.errorsOf("marker-wrong").getFirst().code()).isEqualTo("Credentials.Rejected");

        // 15 s at 4 MiB/s are too few for it: COS refuses the third four parts, each time.
        publisher.publish(job("marker-expired", 12 * PARTS).build());
        awaitUploading("marker-expired");
        fleet.worker("worker-a").process().kill();
        awaitEnd("marker-expired");
        assertThat(publisher.errorsOf("marker-expired").getFirst().code()).isEqualTo("Service.SessionExpired");
    }

    private static UploadJobBuilder job(String id, long size) throws IOException {
        return UploadJob.builder(id, SampleFiles.random(storage.resolve(id + ".mp4"), size, id.hashCode()).toString());
    }

    private static void awaitUploading(String jobId) {
        await("the upload of " + jobId).atMost(PATIENCE)
                .until(() -> publisher.states.containsKey(jobId) && publisher.states.get(jobId).unitsTotal() > 0);
    }

    private static void awaitEnd(String... jobIds) {
        for (String jobId : jobIds) {
            await("the end of " + jobId).atMost(PATIENCE)
                    .until(() -> !publisher.resultsOf(jobId).isEmpty() || !publisher.errorsOf(jobId).isEmpty());
        }
    }

    private static SecretScan scan(List<String> sessions) {
        SecretScan scan = new SecretScan()
                .secret("account's SecretKey", EmulatorSettings.SECRET_KEY)
                .secret("SecretKey in a file", FILE_KEY)
                .secret("token in a file", FILE_TOKEN)
                .secret("wrong SecretKey", WRONG_KEY)
                .secret("sealing key", SEAL_KEY);
        String[] parts = {"VodSessionKey", "temporary SecretId", "temporary SecretKey", "temporary Token"};
        for (int i = 0; i < sessions.size(); i++) {
            scan.secret(parts[i % 4] + " of session " + (i / 4 + 1), sessions.get(i));
        }
        return scan;
    }

    private static byte[] get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as("%s", address).isEqualTo(200);
            return answer.body();
        }
    }
}
