package dev.longshore.producer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.wire.CancelCodec;
import dev.longshore.wire.JobCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishingDocTest {
    private static final String FILE = "publishing.md";
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void everyFieldOfAJobIsDocumentedFromItsSchema() throws IOException {
        JsonNode schema = schema("upload-job");
        StringBuilder table = new StringBuilder("| field | form | example | meaning |\n|---|---|---|---|\n");
        schema.get("properties").properties().forEach(field -> {
            JsonNode it = field.getValue();
            boolean required = schema.get("required").valueStream().anyMatch(name -> name.asString().equals(field.getKey()));
            table.append("| %s | %s | `%s` | %s |%n".formatted(
                    required ? "**`" + field.getKey() + "`**" : "`" + field.getKey() + "`", form(it),
                    cell(it.get("examples").get(0).asString()),
                    cell(it.get("description").asString())));
        });
        DocSection.of(FILE, "job").mustBe(table.toString());
    }

    @ParameterizedTest
    @CsvSource({"result,upload-result", "error,upload-error", "status,job-status"})
    void everyFieldOfAnOutcomeIsDocumentedFromItsSchema(String section, String schema) throws IOException {
        StringBuilder table = new StringBuilder("| field | type | always | meaning |\n|---|---|---|---|\n");
        rows(schema(schema), "", table);
        DocSection.of(FILE, section).mustBe(table.toString());
    }

    @Test
    void everyErrorCodeIsDocumented() throws IOException {
        StringBuilder table = new StringBuilder("| code | retryable | what to do |\n|---|---|---|\n");
        for (ErrorCode code : ErrorCode.values()) {
            table.append("| `%s` | %s | %s |%n".formatted(code.code(), code.retryable() ? "yes" : "no", cell(code.hint())));
        }
        DocSection.of(FILE, "codes").mustBe(table.toString());
    }

    @Test
    void everyCategoryIsNamed() throws IOException {
        for (ErrorCategory category : ErrorCategory.values()) {
            if (category != ErrorCategory.UNKNOWN) {
                assertThat(text()).contains("`" + category.name().toLowerCase(Locale.ROOT) + "`");
            }
        }
    }

    @Test
    void theJobsInTheExamplesAreJobs() throws Exception {
        List<String> jobs = new ArrayList<>();
        Matcher job = Pattern.compile("'(?:[\\w-]+#)?(\\{\"jobId\".*?})'").matcher(text());
        while (job.find()) {
            jobs.add(job.group(1));
            JobCodec.read(job.group(1).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(jobs).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theCancelRequestsInTheExamplesAreCancelRequests() throws Exception {
        Matcher request = Pattern.compile("'(?:[\\w-]+#)?(\\{\"cancel\".*?})'").matcher(text());
        assertThat(request.find()).isTrue();
        CancelCodec.read(request.group(1).getBytes(StandardCharsets.UTF_8));
    }

    private static void rows(JsonNode schema, String prefix, StringBuilder table) {
        schema.get("properties").properties().forEach(field -> {
            JsonNode it = field.getValue();
            boolean always = schema.get("required").valueStream().anyMatch(name -> name.asString().equals(field.getKey()));
            String type = it.path("format").asString(it.get("type").asString());
            table.append("| `%s%s` | %s | %s | %s |%n".formatted(prefix, field.getKey(), type, always ? "yes" : "",
                    cell(it.get("description").asString())));
            if (it.has("properties")) {
                rows(it, prefix + field.getKey() + ".", table);
            }
        });
    }

    private static String form(JsonNode field) {
        JsonNode type = field.get("type").isArray() ? field.get("type").get(0) : field.get("type");
        if (field.has("format")) {
            return field.get("format").asString();
        }
        if (type.asString().equals("integer")) {
            return field.get("maximum").asLong() == Long.MAX_VALUE
                    ? "integer, at least " + field.get("minimum").asLong()
                    : "integer, " + field.get("minimum").asLong() + " to " + field.get("maximum").asLong();
        }
        return field.has("maxLength")
                ? "text, at most " + field.get("maxLength").asInt()
                : "text like `" + cell(field.get("pattern").asString()) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("..", "docs", FILE));
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(JobCodec.class.getResourceAsStream("/schema/" + name + ".schema.json"))) {
            return MAPPER.readTree(in);
        }
    }

    /** Where the documentation is silent on a rule, the schema must not be. */
    @Test
    void theSchemasAreNamedWhereTheyLie() throws IOException {
        for (String name : Map
                .of("job", "upload-job", "cancel", "cancel-request", "result", "upload-result", "error", "upload-error", "status",
                        "job-status")
                .values()) {
            assertThat(text()).contains("../common/src/main/resources/schema/" + name + ".schema.json");
        }
    }
}
