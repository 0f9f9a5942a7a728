package dev.longshore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Today's schemas against those that were released: a publisher's jobs must stay valid, and a reader must find what it found. A released schema is never changed; each release adds
 * its copy.
 */
class CompatibilityTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String RELEASED = "/released/0.1/";
    private static final Set<String> LEAST = Set.of("minLength", "minimum");
    private static final Set<String> MOST = Set.of("maxLength", "maximum");

    @ParameterizedTest
    @ValueSource(strings = {"upload-job"})
    void whatWasAcceptedIsAccepted(String name) throws IOException {
        assertThat(tightened(released(name), current(name), "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload-result", "upload-error", "job-status"})
    void whatWasToldIsTold(String name) throws IOException {
        assertThat(withheld(released(name), current(name), "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/properties/mediaName,                 , mediaName is gone",
        "/properties/mediaName/maxLength,  10   , mediaName: maxLength",
        "/properties/classId/minimum,      0    , classId: minimum",
        "/properties/region/pattern,       '\"x\"', region: pattern",
        "/properties/classId/type,         '\"string\"', classId: type",
        "/required/2,                      '\"mediaName\"', mediaName is required now"})
    void aTightenedInputIsFound(String pointer, String value, String problem) throws IOException {
        assertThat(tightened(released("upload-job"), changed("upload-job", pointer, value), "")).anyMatch(it -> it.startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource({
        "/properties/fileId,                       , fileId is gone",
        "/properties/timings/properties/queuedMillis,, timings.queuedMillis is gone",
        "/properties/size/type,        '\"string\"', size: type",
        "/required/0,                              , 'jobId is no longer always there'"})
    void aWithheldOutputIsFound(String pointer, String value, String problem) throws IOException {
        assertThat(withheld(released("upload-result"), changed("upload-result", pointer, value), ""))
                .anyMatch(it -> it.startsWith(problem));
    }

    private static List<String> tightened(JsonNode old, JsonNode now, String prefix) {
        List<String> found = new ArrayList<>();
        names(now.path("required")).stream()
                .filter(name -> !names(old.path("required")).contains(name))
                .forEach(name -> found.add(name + " is required now"));
        old.path("properties").properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode was = field.getValue();
            JsonNode is = now.path("properties").path(field.getKey());
            if (is.isMissingNode()) {
                found.add(name + " is gone");
                return;
            }
            LEAST.stream()
                    .filter(rule -> is.path(rule).asLong(Long.MIN_VALUE) > was.path(rule).asLong(Long.MIN_VALUE))
                    .forEach(rule -> found.add(name + ": " + rule));
            MOST.stream()
                    .filter(rule -> is.path(rule).asLong(Long.MAX_VALUE) < was.path(rule).asLong(Long.MAX_VALUE))
                    .forEach(rule -> found.add(name + ": " + rule));
            if (is.has("pattern") && !is.get("pattern").equals(was.path("pattern"))) {
                found.add(name + ": pattern changed; show that it takes all that the old one took, and list it here");
            }
            if (!names(is.path("type")).containsAll(names(was.path("type")))) {
                found.add(name + ": type");
            }
        });
        return found;
    }

    private static List<String> withheld(JsonNode old, JsonNode now, String prefix) {
        List<String> found = new ArrayList<>();
        names(old.path("required")).stream()
                .filter(name -> !names(now.path("required")).contains(name))
                .forEach(name -> found.add(prefix + name + " is no longer always there"));
        old.path("properties").properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode was = field.getValue();
            JsonNode is = now.path("properties").path(field.getKey());
            if (is.isMissingNode()) {
                found.add(name + " is gone");
                return;
            }
            if (!names(was.path("type")).containsAll(names(is.path("type")))) {
                found.add(name + ": type");
            }
            if (was.has("format") && !was.get("format").equals(is.path("format"))) {
                found.add(name + ": format");
            }
            found.addAll(withheld(was, is, name + "."));
        });
        return found;
    }

    private static Set<String> names(JsonNode oneOrSeveral) {
        return oneOrSeveral.isArray()
                ? oneOrSeveral.valueStream().map(JsonNode::asString).collect(Collectors.toSet())
                : oneOrSeveral.isMissingNode() ? Set.of() : Set.of(oneOrSeveral.asString());
    }

    private static JsonNode released(String name) throws IOException {
        return read(RELEASED + name + ".schema.json");
    }

    private static JsonNode current(String name) throws IOException {
        return read("/schema/" + name + ".schema.json");
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(CompatibilityTest.class.getResourceAsStream(resource), resource)) {
            return MAPPER.readTree(in);
        }
    }

    private static JsonNode changed(String name, String pointer, String value) throws IOException {
        ObjectNode schema = (ObjectNode) released(name).deepCopy();
        JsonNode parent = schema.at(pointer.substring(0, pointer.lastIndexOf('/')));
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(last);
            } else {
                object.set(last, MAPPER.readTree(value));
            }
        } else if (parent instanceof ArrayNode array) {
            if (value == null) {
                array.remove(Integer.parseInt(last));
            } else {
                array.add(MAPPER.readTree(value));
            }
        }
        return schema;
    }
}
