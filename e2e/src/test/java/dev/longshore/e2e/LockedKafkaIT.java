package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.cos.StoreSettings;
import dev.longshore.sandbox.emulator.Emulator;
import dev.longshore.sandbox.emulator.EmulatorSettings;
import dev.longshore.sandbox.fleet.GatewayProcess;
import dev.longshore.sandbox.fleet.WorkerJar;
import dev.longshore.sandbox.process.FreePorts;
import dev.longshore.sandbox.process.JavaProcess;
import dev.longshore.sandbox.process.JavaProgram;
import dev.longshore.wire.Headers;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import dev.longshore.wire.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Longshore on a Kafka with TLS, SASL/SCRAM and ACLs, where each principal has just what docs/security.md lists for its role. */
class LockedKafkaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String REPLIES = "replies.team";
    private static final String CHANGELOG = "longshore.ledger-jobs-changelog";

    /** The ledger's process also runs the router, and makes the topics. */
    private static final Map<String, List<String>> USERS = Map.of(
            "publishing-team", List.of("publisher"),
            "console", List.of("follower"),
            "gateways", List.of("gateway"),
            "ledgers", List.of("ledger", "router", "setup"),
            "uploaders", List.of("uploader"),
            "stranger", List.of());

    @TempDir
    static Path dir;

    private static final String TOKEN = "a-token-for-the-locked-kafka-it-0123456789";

    private static final List<JavaProcess> workers = new ArrayList<>();
    private static JavaProcess gatewayProcess;
    private static GatewayCaller gateway;
    private static LockedKafka kafka;
    private static Emulator emulator;
    private static Path storage;

    @BeforeAll
    static void start() throws Exception {
        storage = Files.createDirectories(dir.resolve("storage"));
        kafka = new LockedKafka(dir, USERS, REPLIES);
        emulator = Emulator.start(EmulatorSettings.defaults().onFreePorts().withStore(StoreSettings.onDisk(dir.resolve("media"))));
        startWorker("ledgers", "ledger");
        startWorker("uploaders", "uploader");
        startGateway("gateways");
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) {
            gateway.close();
            gatewayProcess.close();
        }
        workers.forEach(JavaProcess::close);
        emulator.close();
        kafka.close();
    }

    private static void startWorker(String user, String role) {
        int port = FreePorts.pick();
        JavaProcess worker = JavaProgram.ofJar(user, WorkerJar.find())
                .heap("384m")
                .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                .args(kafka.workerArgs())
                .args(
                        "--server.port=" + port, "--server.address=127.0.0.1", "--longshore.roles=" + role,
                        "--longshore.worker-name=" + user,
                        "--longshore.router.reply-topics=replies\\..*", "--longshore.ledger.state-dir=" + dir.resolve("state"),
                        "--longshore.source.roots.media=" + storage,
                        "--longshore.vod.scheme=http", "--longshore.vod.endpoint=127.0.0.1:" + emulator.vodPort(),
                        "--longshore.cos.scheme=http", "--longshore.cos.endpoint=127.0.0.1:" + emulator.cosPort())
                .env("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", LockedKafka.jaas(user, LockedKafka.password(user)))
                .env("LONGSHORE_CREDENTIALS_DEFAULT_SECRETID", EmulatorSettings.SECRET_ID)
                .env("LONGSHORE_CREDENTIALS_DEFAULT_SECRETKEY", EmulatorSettings.SECRET_KEY)
                .env("LONGSHORE_SEAL_KEYS_0_ID", "k")
                .env("LONGSHORE_SEAL_KEYS_0_KEY", Base64.getEncoder().encodeToString(new byte[32]))
                .start(dir.resolve(user + ".log"));
        workers.add(worker);
        worker.await(PATIENCE).healthy(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"));
    }

    private static void startGateway(String user) {
        URI address = URI.create("http://127.0.0.1:" + FreePorts.pick());
        gatewayProcess = JavaProgram.ofJar(user, GatewayProcess.jar())
                .heap("256m")
                .jvm("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
                .args(kafka.workerArgs())
                .args("--server.port=" + address.getPort(), "--server.address=127.0.0.1")
                .env("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", LockedKafka.jaas(user, LockedKafka.password(user)))
                .env("LONGSHORE_GATEWAY_TOKENS_TEAM", TOKEN)
                .start(dir.resolve(user + ".log"));
        gateway = new GatewayCaller(address, TOKEN);
        gatewayProcess.await(PATIENCE).healthy(address.resolve("/actuator/health/readiness"));
    }

    @Test
    void aJobRunsToItsResultAndItsReplyWithTheDocumentedAclsAlone() throws Exception {
        Path small = SampleFiles.random(storage.resolve("small.mp4"), 50_000, 1);
        Path large = SampleFiles.random(storage.resolve("large.mp4"), 24 << 20, 2);
        try (KafkaProducer<byte[], byte[]> producer = producer("publishing-team")) {
            for (UploadJob job : List.of(UploadJob.of("small", small.toString()), UploadJob.of("large", large.toString()))) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("longshore.jobs", null, JobCodec.write(job));
                record.headers().add(Headers.REPLY_TOPIC, REPLIES.getBytes(StandardCharsets.UTF_8));
                producer.send(record).get();
            }
        }
        List<UploadResult> results =
                outcomes(kafka.as("console", LockedKafka.password("console")), "longshore.results", Set.of("small", "large"));
        assertThat(results.stream().map(UploadResult::jobId)).containsExactlyInAnyOrder("small", "large");
        List<UploadResult> replies = outcomes(Map.of("bootstrap.servers", kafka.plainBootstrapServer()), REPLIES, Set.of("small", "large"));
        assertThat(replies).containsExactlyInAnyOrderElementsOf(results);
        for (JavaProcess worker : workers) {
            String log = Files.readString(worker.log());
            assertThat(log).as("the log of %s", worker.name())
                    .doesNotContain("AuthorizationException", "ot authorized", "uthorization failed")
                    .doesNotContain(LockedKafka.password(worker.name()));
        }
    }

    @Test
    void aGatewaySubmitsAndFollowsWithItsAclsAlone() throws Exception {
        Path film = SampleFiles.random(storage.resolve("over-http.mp4"), 50_000, 3);
        assertThat(submit("over-http", film).status()).isEqualTo(202);
        JsonNode end = gateway.events("/v1/uploads/over-http/events").getLast().data();
        assertThat(end.get("state").asString()).isEqualTo("succeeded");
        assertThat(end.get("result").get("fileId").asString()).isNotBlank();
        assertThat(submit("over-http-nowhere", storage.resolve("nowhere.mp4")).status()).isEqualTo(202);
        JsonNode failed = gateway.events("/v1/uploads/over-http-nowhere/events").getLast().data();
        assertThat(failed.get("error").get("code").asString()).isEqualTo("Source.NotFound");
        assertThat(gateway.post("/v1/uploads/over-http-nowhere/replay", "").status()).isEqualTo(202);
    }

    static List<AclList.Entry> linesOfAGateway() throws Exception {
        return AclList.read().entries().stream().filter(line -> line.role().equals("gateway")).toList();
    }

    @ParameterizedTest
    @MethodSource("linesOfAGateway")
    void aGatewayWithoutOneOfItsLinesRefusesJobsAndNamesTheTopicUntilItHasTheLineAgain(AclList.Entry line) throws Exception {
        Path film = SampleFiles.random(storage.resolve("lines.mp4"), 1000, 4);
        String job = "without-" + line.operation() + "-" + line.name();
        assertThat(submit(job + "-before", film).status()).isEqualTo(202);
        int logged = Files.readString(gatewayProcess.log()).length();
        AtomicInteger tries = new AtomicInteger();
        kafka.revoke(line.binding("gateways"));
        try {
            await().atMost(PATIENCE).until(() -> submit(job + tries.incrementAndGet(), film).status() == 503);
            assertThat(Files.readString(gatewayProcess.log()).substring(logged))
                    .contains(line.operation() == AclOperation.WRITE ? "gateway.not-published" : "gateway.not-reading")
                    .contains("Not authorized to access topics: [" + line.name() + "]");
        } finally {
            kafka.grant(line.binding("gateways"));
        }
        await("it goes on by itself").atMost(PATIENCE).until(() -> submit(job + "-after", film).status() == 202);
        JsonNode end = gateway.events("/v1/uploads/" + job + "-after/events").getLast().data();
        assertThat(end.get("state").asString()).isEqualTo("succeeded");
    }

    private static GatewayCaller.Answer submit(String id, Path file) throws Exception {
        return gateway.post("/v1/uploads", GatewayCaller.json(Map.of("jobId", id, "mediaFilePath", file.toString())));
    }

    @Test
    void noPrincipalReadsOrWritesATopicThatItsRoleDoesNotNeed() throws Exception {
        List<String> topics = Stream.concat(new Topics().all().stream(), Stream.of(CHANGELOG, REPLIES, "__consumer_offsets")).toList();
        AclList list = AclList.read();
        int refused = 0;
        for (String user : List.of("publishing-team", "console", "gateways", "uploaders", "stranger")) {
            for (String topic : topics) {
                if (!list.allows(USERS.get(user), AclOperation.READ, ResourceType.TOPIC, topic)) {
                    assertThatThrownBy(() -> read(user, topic)).as("%s reads %s", user, topic)
                            .isInstanceOf(TopicAuthorizationException.class);
                    refused++;
                }
                if (!list.allows(USERS.get(user), AclOperation.WRITE, ResourceType.TOPIC, topic)) {
                    assertThatThrownBy(() -> write(user, topic)).as("%s writes %s", user, topic)
                            .hasRootCauseInstanceOf(AuthorizationException.class);
                    refused++;
                }
            }
        }
        assertThat(refused).as("pairs of principal and topic that were tried").isGreaterThan(70);
    }

    @Test
    void whoDoesNotShowWhoHeIsGetsNoAnswer() {
        Map<String, Object> wrong = kafka.as("publishing-team", "wrong");
        try (Admin admin = Admin.create(wrong)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void aPublisherIsShownNoTopicButItsOwn() throws Exception {
        try (Admin admin = Admin.create(kafka.as("publishing-team", LockedKafka.password("publishing-team")))) {
            assertThat(admin.listTopics().names().get()).containsExactly("longshore.jobs");
        }
    }

    private static void read(String user, String topic) {
        Map<String, Object> config = kafka.as(user, LockedKafka.password(user));
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                    return;
                }
            }
        }
    }

    private static void write(String user, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(user)) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String user) {
        return new KafkaProducer<>(kafka.as(user, LockedKafka.password(user)), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<UploadResult> outcomes(Map<String, Object> config, String topic, Set<String> jobIds) {
        List<UploadResult> found = new ArrayList<>();
        Map<String, Object> committed = new HashMap<>(config);
        committed.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await("outcomes of " + jobIds + " on " + topic).atMost(PATIENCE).pollInSameThread().until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    UploadResult result = OutcomeCodec.readResult(record.value());
                    if (jobIds.contains(result.jobId())) {
                        found.add(result);
                    }
                }
                return found.size() >= jobIds.size();
            });
        }
        return found;
    }
}
