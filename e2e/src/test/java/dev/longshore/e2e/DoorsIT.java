package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longshore.job.UploadJob;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import dev.longshore.sandbox.fleet.Fleet;
import dev.longshore.wire.Headers;
import dev.longshore.wire.JobCodec;
import dev.longshore.wire.OutcomeCodec;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What a running worker gives to the outside: its HTTP port, and the reply topics that jobs name. */
class DoorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    @TempDir
    static Path dir;

    private static final List<ConsumerRecord<String, byte[]>> replies = new CopyOnWriteArrayList<>();
    private static Path film;
    private static Fleet fleet;
    private static KafkaProducer<String, byte[]> producer;
    private static KafkaMessageListenerContainer<String, byte[]> reader;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Path storage = Files.createDirectories(dir.resolve("storage"));
        film = SampleFiles.random(storage.resolve("film.mp4"), 10_000, 1);
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", storage))
                .withWorkerArgs("--longshore.router.reply-topics=replies\\.[a-z]+"));
        Map<String, Object> config = Map.of("bootstrap.servers", fleet.bootstrapServers());
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(
                    new NewTopic("replies.team", PARTITIONS, (short) 1), new NewTopic("replies.spring", 1, (short) 1),
                    new NewTopic("private.team", 1, (short) 1))).all().get();
        }
        fleet.addWorkers("worker-a");
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        ContainerProperties properties = new ContainerProperties(Pattern.compile("(replies\\.team|private\\..*)"));
        properties.setGroupId("reader");
        properties.setMessageListener((MessageListener<String, byte[]>) replies::add);
        reader = new KafkaMessageListenerContainer<>(consumers(config), properties);
        reader.start();
        http = HttpClient.newHttpClient();
    }

    private static DefaultKafkaConsumerFactory<String, byte[]> consumers(Map<String, Object> config) {
        Map<String, Object> all = new HashMap<>(config);
        all.put("auto.offset.reset", "earliest");
        return new DefaultKafkaConsumerFactory<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterAll
    static void stop() {
        http.close();
        reader.stop();
        producer.close();
        fleet.close();
    }

    @Test
    void anOutcomeGoesToTheAllowedTopicInThePartitionAndWithTheHeadersThatItsJobNamed() {
        publish("wanted", "replies.team", 2);
        ConsumerRecord<String, byte[]> reply = replyTo("wanted");
        assertThat(reply.topic()).isEqualTo("replies.team");
        assertThat(reply.partition()).isEqualTo(2);
        UploadResult result = OutcomeCodec.readResult(reply.value());
        assertThat(result.jobId()).isEqualTo("wanted");
        assertThat(result.size()).isEqualTo(10_000);
    }

    @Test
    void aPartitionThatTheTopicLacksIsNoObstacle() {
        publish("elsewhere", "replies.team", 99);
        assertThat(replyTo("elsewhere").partition()).isBetween(0, PARTITIONS - 1);
    }

    @Test
    void anErrorGoesToItsReplyTopicToo() {
        ProducerRecord<String, byte[]> broken = new ProducerRecord<>("longshore.jobs", "{\"jobId\":".getBytes(StandardCharsets.UTF_8));
        address(broken, "broken", "replies.team", 1);
        producer.send(broken);
        UploadError error = OutcomeCodec.readError(replyTo("broken").value());
        assertThat(error.code()).isEqualTo("Job.MalformedJson");
    }

    @Test
    void topicsThatAreForbiddenOrMissingGetNothingAreNotedAndHoldUpNobody() throws Exception {
        publish("forbidden", "private.team", 0);
        publish("internal", "longshore.reports", 0);
        publish("half-allowed", "xreplies.team", 0);
        publish("missing", "replies.missing", 0);
        publish("forged", "private\n2026-01-01 forged line", 0);
        publish("after", "replies.team", 0);
        publish("after-too", "replies.team", 0);

        replyTo("after");
        replyTo("after-too");
        Path log = fleet.worker("worker-a").process().log();
        await("five notes in the worker's log").atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(log))
                        .contains("reply.refused topic=private.team: not on longshore.router.reply-topics")
                        .contains("reply.refused topic=longshore.reports: not on")
                        .contains("reply.refused topic=xreplies.team: not on")
                        .contains("reply.refused topic=replies.missing: it doesn't exist")
                        .contains("2026-01-01 forged line: not on")
                        .doesNotContain("\n2026-01-01 forged line"));
        assertThat(replies.stream().map(ConsumerRecord::topic)).doesNotContain("private.team");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain("replies.missing", "xreplies.team");
        }
    }

    @Test
    void springsRequestReplyClientGetsTheOutcomeOfItsOwnJob() throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", fleet.bootstrapServers());
        ContainerProperties properties = new ContainerProperties("replies.spring");
        properties.setGroupId("spring-client");
        var producers = new DefaultKafkaProducerFactory<String, byte[]>(config, new StringSerializer(), new ByteArraySerializer());
        var template = new ReplyingKafkaTemplate<>(producers, new KafkaMessageListenerContainer<>(consumers(config), properties));
        template.setSharedReplyTopic(true);
        template.start();
        try {
            assertThat(template.waitForAssignment(PATIENCE)).isTrue();
            byte[] job = JobCodec.write(UploadJob.of("spring", film.toString()));
            var answer = template.sendAndReceive(new ProducerRecord<>("longshore.jobs", "spring", job), PATIENCE);
            UploadResult result = OutcomeCodec.readResult(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).value());
            assertThat(result.jobId()).isEqualTo("spring");
        } finally {
            template.stop();
            producers.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "env", "beans", "heapdump", "threaddump", "loggers", "configprops", "mappings", "conditions", "info", "metrics", "shutdown",
        "logfile",
        "scheduledtasks", "caches", "sessions", "startup", "sbom", "auditevents", "httpexchanges", "integrationgraph", "refresh",
        "jolokia"})
    void nothingOfTheActuatorButHealthAndMetricsIsThere(String endpoint) throws Exception {
        assertThat(get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(fleet.worker("worker-a").address().resolve("/actuator/" + endpoint))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isIn(404, 405);
    }

    @Test
    void theActuatorListsHealthAndMetricsOnly() throws Exception {
        String links = get("/actuator").body();
        assertThat(Pattern.compile("\"([^\"]+)\":\\{\"href\"").matcher(links).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrder("self", "health", "health-path", "prometheus");
        assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void healthSaysUpAndNothingElse() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        assertThat(json.readTree(get("/actuator/health").body()))
                .isEqualTo(json.readTree("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}"));
        assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/actuator/health/worker").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/health/diskSpace").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownPathTellsNothingOfTheProgramBehindIt() throws Exception {
        for (String path : List.of("/", "/nothing", "/error", "/actuator/..;/env", "/%2e%2e/application.yml")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isBetween(400, 500);
            assertThat(answer.body()).as(path).doesNotContain("Exception", "trace", "at org.", "Tomcat/");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(fleet.worker("worker-a").address().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void publish(String jobId, String replyTopic, int partition) {
        byte[] job = JobCodec.write(UploadJob.of(jobId, film.toString()));
        ProducerRecord<String, byte[]> record = new ProducerRecord<>("longshore.jobs", jobId, job);
        address(record, jobId, replyTopic, partition);
        producer.send(record);
    }

    private static void address(ProducerRecord<String, byte[]> record, String correlation, String replyTopic, int partition) {
        record.headers()
                .add(Headers.REPLY_TOPIC, replyTopic.getBytes(StandardCharsets.UTF_8))
                .add(Headers.REPLY_PARTITION, ByteBuffer.allocate(Integer.BYTES).putInt(partition).array())
                .add(Headers.CORRELATION_ID, correlation.getBytes(StandardCharsets.UTF_8))
                .add("other", "not copied".getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<String, byte[]> replyTo(String correlation) {
        await("the reply to " + correlation).atMost(PATIENCE).until(() -> replies.stream().anyMatch(reply -> answers(reply, correlation)));
        ConsumerRecord<String, byte[]> reply =
                replies.stream().filter(each -> answers(each, correlation)).findFirst().orElseThrow();
        assertThat(reply.headers().lastHeader("other")).as("a header that is nobody's business").isNull();
        return reply;
    }

    private static boolean answers(ConsumerRecord<String, byte[]> reply, String correlation) {
        byte[] value = reply.headers().lastHeader(Headers.CORRELATION_ID).value();
        return new String(value, StandardCharsets.UTF_8).equals(correlation);
    }
}
