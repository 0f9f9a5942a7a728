package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.longshore.outcome.ErrorCategory;
import dev.longshore.outcome.ErrorCode;
import dev.longshore.outcome.JobState;
import dev.longshore.outcome.JobStatus;
import dev.longshore.outcome.UploadError;
import dev.longshore.outcome.UploadResult;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OutcomeSchemaTest {
    private static final Map<String, Class<?>> RECORDS =
            Map.of("upload-result", UploadResult.class, "upload-error", UploadError.class, "job-status", JobStatus.class);

    static Stream<String> outcomes() {
        return RECORDS.keySet().stream().sorted();
    }

    static Stream<String> all() {
        return Schemas.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFileIsASchemaOfItsDraftUnderItsOwnName(String name) {
        JsonNode text = Schemas.text(name);
        assertThat(Schemas.faultsOf(text)).isEmpty();
        assertThat(text.get("$id").asString()).isEqualTo("urn:longshore:schema:" + name + ":1");
        assertThat(text.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(text.get("description").asString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyFieldOfTheRecordStandsInTheSchemaWithItsTypeAndNothingElseDoes(String name) {
        assertSame(name, RECORDS.get(name), Schemas.text(name));
    }

    private static void assertSame(String where, @Nullable Class<?> type, JsonNode schema) {
        assertThat(type).isNotNull();
        Map<String, String> inRecord = new TreeMap<>();
        Set<String> required = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            inRecord.put(component.getName(), type(component.getType()));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
            if (component.getType().isRecord()) {
                assertSame(where + "." + component.getName(), component.getType(), schema.get("properties").get(component.getName()));
            }
        }
        Map<String, String> inSchema = new TreeMap<>();
        schema.get("properties").properties().forEach(property -> {
            JsonNode format = property.getValue().path("format");
            inSchema.put(property.getKey(),
                    property.getValue().get("type").asString() + (format.isMissingNode() ? "" : " " + format.asString()));
            assertThat(property.getValue().path("description").asString("")).as(where + "." + property.getKey()).isNotBlank();
        });
        assertThat(inSchema).as(where).isEqualTo(inRecord);
        assertThat(schema.get("required").valueStream().map(JsonNode::asString)).as(where).containsExactlyInAnyOrderElementsOf(required);
        assertThat(schema.has("additionalProperties")).as(where + " tolerates new fields").isFalse();
    }

    private static String type(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "string";
        }
        if (type == int.class || type == long.class) {
            return "integer";
        }
        return type == boolean.class ? "boolean" : type == Instant.class ? "string date-time" : "object";
    }

    @Test
    void whatTheCodecWritesTheSchemasAccept() {
        RandomOutcomes outcomes = new RandomOutcomes(11);
        for (int i = 0; i < 300; i++) {
            assertAccepted("upload-result", OutcomeCodec.write(outcomes.result()));
            assertAccepted("upload-error", OutcomeCodec.write(outcomes.error()));
            assertAccepted("job-status", OutcomeCodec.write(outcomes.status()));
        }
    }

    private static void assertAccepted(String name, byte[] json) {
        assertThat(Schemas.schema(name).validate(Schemas.PLAIN.readTree(json))).as(() -> new String(json)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aDocumentThatLacksARequiredFieldOrHasAnotherTypeIsNotOne(String name) {
        Schema schema = Schemas.schema(name);
        ObjectNode whole = sample(name);
        for (JsonNode field : Schemas.text(name).get("required")) {
            ObjectNode lacking = whole.deepCopy();
            lacking.remove(field.asString());
            assertThat(schema.validate(lacking)).as("without " + field).isNotEmpty();
            ObjectNode wrong = whole.deepCopy();
            wrong.putArray(field.asString());
            assertThat(schema.validate(wrong)).as("wrong " + field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aDocumentOfALaterVersionIsStillOne(String name) {
        ObjectNode later = sample(name);
        later.put("addedLater", 1);
        for (String open : new String[] {"code", "category", "state"}) {
            if (later.has(open)) {
                later.put(open, "AddedLater");
            }
        }
        assertThat(Schemas.schema(name).validate(later)).isEmpty();
    }

    private static ObjectNode sample(String name) {
        RandomOutcomes outcomes = new RandomOutcomes(3);
        return (ObjectNode) Schemas.PLAIN.readTree(
                switch (name) {
                    case "upload-result" -> OutcomeCodec.write(outcomes.result());
                    case "upload-error" -> OutcomeCodec.write(outcomes.error());
                    default -> OutcomeCodec.write(outcomes.status());
                });
    }

    @Test
    void theSchemasListEveryCodeCategoryAndStateThatIsGiven() {
        assertThat(examples("upload-error", "code"))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
        assertThat(examples("upload-error", "category")).containsExactlyElementsOf(given(ErrorCategory.values(), ErrorCategory.UNKNOWN));
        assertThat(examples("job-status", "state")).containsExactlyElementsOf(given(JobState.values(), JobState.UNKNOWN));
    }

    private static Iterable<String> given(Enum<?>[] values, Enum<?> never) {
        return Arrays.stream(values).filter(value -> value != never).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static Stream<String> examples(String schema, String field) {
        return Schemas.text(schema).get("properties").get(field).get("examples").valueStream().map(JsonNode::asString);
    }
}
