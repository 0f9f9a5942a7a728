package dev.longshore.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.sandbox.fleet.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands under "Use" in docs/gateway.md, as they stand there and one block after the other, at a real broker with worker, emulator and gateway. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GatewayDocIT {
    private static final Path DOC = Path.of("..", "docs", "gateway.md");
    private static final String TOKEN = "a-token-for-the-gateway-doc-it-0123456789";
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("(.*?)\nstatus (\\d{3})\n", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path dir;

    private static List<String> blocks;
    private static Fleet fleet;
    private static Example commands;
    private static Map<String, String> environment;
    private static Path film;

    /** What one curl printed, and the status that it was answered with. */
    private record Answer(int status, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        /** The names of the server-sent events. */
        List<String> events() {
            return text.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring("event: ".length())).toList();
        }

        /** The newest event's data. */
        JsonNode last() {
            String data = text.lines().filter(line -> line.startsWith("data: ")).reduce((_, newer) -> newer).orElseThrow();
            return JSON.readTree(data.substring("data: ".length()));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        String use = Files.readString(DOC).split("\n## Use\n", 2)[1].split("\n## ", 2)[0];
        blocks = BLOCK.matcher(use).results().map(block -> block.group(1)).toList();
        commands = new Example(dir, List.of("bash", "-euo", "pipefail", "-c"));
        String missing = commands.missing("curl", "--version");
        assumeTrue(missing.isEmpty(), missing);
        // Each call tells its status too, without a change to the commands.
        Files.writeString(dir.resolve(".curlrc"), "write-out = \"\\nstatus %{http_code}\\n\"\n");
        film = SampleFiles.random(dir.resolve("storage/film.mp4"), 12_000_000, 1);
        fleet = Fleet.start(TestFleet.in(dir.resolve("fleet"), Map.of("media", film.getParent()))
                .withEmulatorArgs("--bandwidth=8MiB"));
        fleet.addWorkers("worker-a");
        String gateway = fleet.addGateway("gateway", TOKEN).address().toString();
        environment = Map.of("GATEWAY", gateway, "TOKEN", TOKEN, "MEDIA", film.toString(), "CURL_HOME", dir.toString());
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Order(1)
    void submitFollowAndLook() throws Exception {
        List<Answer> answers = run(0, 3);
        assertThat(answers).extracting(Answer::status).containsExactly(202, 200, 200);
        assertThat(answers.get(0).json().get("id").asString()).isEqualTo("film-1");
        assertThat(answers.get(1).events()).hasSizeGreaterThan(1).last().isEqualTo("end");
        JsonNode end = answers.get(1).last();
        assertThat(end.get("state").asString()).isEqualTo("succeeded");
        // The rest of it may still change: what a worker told last can come behind the outcome.
        for (String field : List.of("id", "state", "run", "result")) {
            assertThat(answers.get(2).json().get(field)).as(field).isNotNull().isEqualTo(end.get(field));
        }
        String fileId = end.get("result").get("fileId").asString();
        assertThat(SampleFiles.sha256(fleet.emulator().client().content(fileId))).isEqualTo(SampleFiles.sha256(film));
    }

    @Test
    @Order(2)
    void aBatchThatMayBeSentAgain() throws Exception {
        Answer first = run(1, 1).getFirst();
        assertThat(first.status()).isEqualTo(202);
        List<String> ids = ids(first);
        assertThat(ids).hasSize(2).contains("film-2").doesNotContain("film-1");
        Answer again = run(1, 1).getFirst();
        assertThat(again.status()).isEqualTo(202);
        assertThat(ids(again)).isEqualTo(ids);
    }

    @Test
    @Order(3)
    void whatFailedAndWhyAgainAndCancelled() throws Exception {
        List<Answer> answers = run(2, 5);
        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 202, 200, 409);
        JsonNode failed = answers.get(0).last();
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("run").asInt()).isEqualTo(1);
        assertThat(failed.get("error").get("code").asString()).startsWith("Source.");
        assertThat(failed.get("error").get("hint").asString()).isNotBlank();
        assertThat(ids(answers.get(1))).containsExactly("film-2");
        assertThat(answers.get(2).json().get("id").asString()).isEqualTo("film-2");
        assertThat(answers.get(3).events()).last().isEqualTo("end");
        assertThat(answers.get(3).last().get("run").asInt()).isEqualTo(2);
        assertThat(answers.get(4).json().get("detail").asString()).contains("ended");
    }

    /** Runs a block of the page. */
    private static List<Answer> run(int block, int calls) throws Exception {
        assertThat(blocks).as("blocks under Use").hasSize(3);
        Example.Ended ended = commands.run(environment, blocks.get(block));
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        List<Answer> answers = new ArrayList<>();
        Matcher answer = ANSWER.matcher(ended.out());
        while (answer.lookingAt()) {
            answers.add(new Answer(Integer.parseInt(answer.group(2)), answer.group(1)));
            answer.region(answer.end(), ended.out().length());
        }
        assertThat(answer.regionStart()).as(ended.out()).isEqualTo(ended.out().length());
        assertThat(answers).as(ended.out()).hasSize(calls);
        return answers;
    }

    private static List<String> ids(Answer answer) {
        return answer.json().get("uploads").valueStream().map(upload -> upload.get("id").asString()).toList();
    }
}
