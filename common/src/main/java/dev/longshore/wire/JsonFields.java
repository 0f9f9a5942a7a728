package dev.longshore.wire;

import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON form of each field of a record that publishers write, taken from the record itself.
 *
 * <p>Checked on the tree and not left to data binding, which would take the string {@code "1700000000"} for a time and an empty string for an absent one.
 */
final class JsonFields {
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    private final Map<String, Form> forms;

    private JsonFields(Map<String, Form> forms) {
        this.forms = forms;
    }

    static JsonFields of(Class<? extends Record> type) {
        return new JsonFields(Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toUnmodifiableMap(RecordComponent::getName, component -> form(component.getType()))));
    }

    boolean known(String field) {
        return forms.containsKey(field);
    }

    /** What the field must be, such as {@code a string}, if the value isn't that; null when it is. An explicit null is an absent field. */
    @Nullable String expectation(String field, JsonNode value) {
        Form form = forms.get(field);
        return form == null || value.isNull() || form.fits(value) ? null : form.words;
    }

    private static Form form(Class<?> type) {
        if (type == String.class) {
            return Form.TEXT;
        }
        if (type == Long.class) {
            return Form.LONG;
        }
        if (type == Integer.class) {
            return Form.INT;
        }
        if (type == OffsetDateTime.class) {
            return Form.DATE_TIME;
        }
        throw new IllegalStateException("A published field can't be a " + type.getName());
    }

    private enum Form {
        TEXT("a string") {
            @Override
            boolean fits(JsonNode value) {
                return value.isString();
            }
        },
        LONG("a whole number of at most 64 bit") {
            @Override
            boolean fits(JsonNode value) {
                return value.isIntegralNumber() && value.canConvertToLong();
            }
        },
        INT("a whole number of at most 32 bit") {
            @Override
            boolean fits(JsonNode value) {
                return value.isIntegralNumber() && value.canConvertToInt();
            }
        },
        DATE_TIME("a date-time with seconds and offset, such as 2030-01-31T12:00:00Z,") {
            @Override
            boolean fits(JsonNode value) {
                return value.isString() && isDateTime(value.stringValue());
            }
        };

        private final String words;

        Form(String words) {
            this.words = words;
        }

        abstract boolean fits(JsonNode value);

        private static boolean isDateTime(String text) {
            if (!JsonFields.DATE_TIME.matcher(text).matches()) {
                return false;
            }
            try {
                OffsetDateTime.parse(text);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
