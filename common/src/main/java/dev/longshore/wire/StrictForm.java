package dev.longshore.wire;

import dev.longshore.job.Violation;
import dev.longshore.outcome.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One kind of object that publishers write: exactly these fields, each in its form. */
final class StrictForm<T extends Record> {
    private static final int MAX_FIELD_QUOTED = 64;

    private final Class<T> type;
    private final String name;
    private final String idField;
    private final List<String> required;
    private final JsonFields fields;

    /**
     * @param name what errors call it, such as {@code A job}
     * @param required the fields that must be there; the first one holds the jobId
     */
    StrictForm(Class<T> type, String name, String... required) {
        this.type = type;
        this.name = name;
        this.idField = required[0];
        this.required = List.of(required);
        this.fields = JsonFields.of(type);
    }

    T read(JsonNode object, Function<T, List<Violation>> rules) throws InvalidJobException {
        String jobId = StrictJson.jobId(object.get(idField));
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            checkForm(entry.getKey(), entry.getValue(), jobId);
        }
        for (String field : required) {
            JsonNode value = object.get(field);
            if (value == null || value.isNull()) {
                throw StrictJson.refusal(ErrorCode.MISSING_FIELD, field, jobId, name + " needs the field \"" + field + "\".");
            }
        }
        T read = StrictJson.bound(object, type);
        List<Violation> violations = rules.apply(read);
        if (!violations.isEmpty()) {
            throw broken(violations, jobId);
        }
        return read;
    }

    static InvalidJobException broken(List<Violation> violations, @Nullable String jobId) {
        String all = violations.stream().map(violation -> violation.field() + " " + violation.problem()).collect(Collectors.joining("; "));
        return StrictJson.refusal(ErrorCode.INVALID_FIELD, violations.getFirst().field(), jobId, all + ".");
    }

    private void checkForm(String field, JsonNode value, @Nullable String jobId) throws InvalidJobException {
        if (!fields.known(field)) {
            String quoted = Printable.shortened(field, MAX_FIELD_QUOTED);
            throw StrictJson.refusal(ErrorCode.UNKNOWN_FIELD, quoted, jobId, name + " has no field \"" + quoted + "\".");
        }
        String expectation = fields.expectation(field, value);
        if (expectation != null) {
            String problem = field + " must be " + expectation + " but is " + StrictJson.kind(value) + ".";
            throw StrictJson.refusal(ErrorCode.INVALID_FIELD, field, jobId, problem);
        }
    }
}
